// title: Records that share an id but no paper, and contradict nothing
MATCH (i:Identifier)<-[:IDENTIFIED_BY]-(a:Record)-[:RECORD_OF]->(p:Paper)
WITH i, a, p
MATCH (i)<-[:IDENTIFIED_BY]-(b:Record)-[:RECORD_OF]->(q:Paper)
WHERE a.id < b.id AND p.id <> q.id
  AND NOT (a)-[:CONTRADICTS]-(:Record) AND NOT (b)-[:CONTRADICTS]-(:Record)
RETURN DISTINCT a.id AS id
ORDER BY id
