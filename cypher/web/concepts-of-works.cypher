// title: Concepts that works mention, the most mentioned first
// @param works list ["arxiv:2501.00001"] Ids of the works
// @param type string=null "Method" Only this type
// @param limit integer=60 5 Concepts at most
UNWIND $works AS id
MATCH (p:Paper {id: id})-[:MENTIONS]->(c:Concept)
WITH c, count(p) AS works
WHERE $type IS NULL OR $type IN labels(c)
RETURN c.id AS id, c.label AS label, [l IN labels(c) WHERE l <> 'Concept'][0] AS type, works
ORDER BY works DESC, id
LIMIT $limit
