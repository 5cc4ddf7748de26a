// title: Concepts that works mention, year by year
// @param works list ["arxiv:2501.00001"] Ids of the works
UNWIND $works AS id
MATCH (p:Paper {id: id})-[:MENTIONS]->(c:Concept)
WHERE p.year IS NOT NULL
RETURN c.id AS id, c.label AS label, [l IN labels(c) WHERE l <> 'Concept'][0] AS type, p.year AS year, count(p) AS works
ORDER BY works DESC, id, year
LIMIT 2000
