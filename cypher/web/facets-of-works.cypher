// title: How many of some works are of each year, of each kind, and mention a concept of each type
// @param works list ["arxiv:2501.00001"] Ids of the works
UNWIND $works AS id
MATCH (p:Paper {id: id})
WITH p, COLLECT { MATCH (p)-[:MENTIONS]->(c:Concept) RETURN DISTINCT [l IN labels(c) WHERE l <> 'Concept'][0] } AS types
UNWIND [['year', p.year], ['kind', p.kind]] + [type IN types | ['type', type]] AS facet
WITH facet[0] AS facet, facet[1] AS value, count(*) AS works
WHERE value IS NOT NULL
RETURN facet, value, works
ORDER BY facet, works DESC, value
