// title: The concepts that most papers mention
// @param type string=null "BrainRegion" Only this type
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param limit integer=10 5 Concepts at most
MATCH (p:Paper)-[r:MENTIONS]->(c:Concept)
WHERE r.confidence >= $minConfidence AND ($type IS NULL OR $type IN labels(c))
WITH c, count(p) AS papers, sum(r.count) AS mentions
RETURN c.id AS curie, c.label AS label, [l IN labels(c) WHERE l <> 'Concept'][0] AS type, papers, mentions
ORDER BY papers DESC, mentions DESC, curie
LIMIT $limit
