// title: What someone writes about
// Names, not people: those with the same surname and first initial are counted together.
// @param name name "Björn Bergström" A name
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param limit integer=20 5 Concepts at most
MATCH (a:Author {nameKey: $name})-[:AUTHORED]->(p:Paper)
WITH DISTINCT p
MATCH (p)-[r:MENTIONS]->(c:Concept)
WHERE r.confidence >= $minConfidence
WITH c, count(p) AS papers
RETURN c.id AS curie, c.label AS label, [l IN labels(c) WHERE l <> 'Concept'][0] AS type, papers
ORDER BY papers DESC, curie
LIMIT $limit
