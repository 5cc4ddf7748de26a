// title: Papers that are made of several records
// @param limit integer=50 5 Papers at most
MATCH (r:Record)-[:RECORD_OF]->(p:Paper)
WITH p, r ORDER BY r.id
WITH p, collect(r.id) AS records
WHERE size(records) > 1
RETURN p.id AS paper, p.title AS title, p.kind AS kind, records
ORDER BY paper
LIMIT $limit
