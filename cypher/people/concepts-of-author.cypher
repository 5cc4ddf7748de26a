// title: What someone writes about
// People, as kg identity resolve has told them apart: run it first. Whom it has joined to nobody stands alone.
// Where several people bear the name, each has concepts of their own (author).
// @param name name "Björn Bergström" A name
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param limit integer=20 5 Rows at most
MATCH (a:Author {nameKey: $name})-[:AUTHORED]->(p:Paper)
OPTIONAL MATCH (a)-[:IS]->(h:Person)
WITH DISTINCT coalesce(h.id, a.id) AS author, p
MATCH (p)-[r:MENTIONS]->(c:Concept)
WHERE r.confidence >= $minConfidence
WITH author, c, count(p) AS papers
RETURN author, c.id AS curie, c.label AS label, [l IN labels(c) WHERE l <> 'Concept'][0] AS type, papers
ORDER BY papers DESC, author, curie
LIMIT $limit
