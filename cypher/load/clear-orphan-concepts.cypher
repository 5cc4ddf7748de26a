// title: Take away concepts that nothing mentions and nothing stands below; answers their parents
UNWIND $ids AS id
MATCH (c:Concept {id: id})
WHERE NOT (c)<-[:REFERS_TO]-() AND NOT (c)<-[:IS_A|PART_OF]-()
OPTIONAL MATCH (c)-[:IS_A|PART_OF]->(parent:Concept)
WITH c, id, collect(parent.id) AS parents
DETACH DELETE c
RETURN id, parents
