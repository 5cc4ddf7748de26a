// title: Take away what the vocabulary no longer says stands above a concept; answers that
UNWIND $rows AS row
MATCH (c:Concept {id: row.id})-[r:IS_A|PART_OF]->(parent:Concept)
WHERE NOT parent.id IN CASE type(r) WHEN 'IS_A' THEN row.isA ELSE row.partOf END
WITH r, parent.id AS id
DELETE r
RETURN DISTINCT id
