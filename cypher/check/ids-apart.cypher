// title: Records that share an id or a title, but no paper
MATCH (p:Paper)<-[:RECORD_OF]-(a:Record)-[:IDENTIFIED_BY]->(:Identifier)<-[:IDENTIFIED_BY]-(b:Record)-[:RECORD_OF]->(q:Paper)
WHERE p.id < q.id
RETURN DISTINCT a.id AS id
ORDER BY id
