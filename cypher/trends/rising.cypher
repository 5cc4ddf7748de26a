// title: What rises: concepts with a growing share of the papers
// The share of papers that mention a concept, from a year on and before it, and their ratio; one
// paper is added on both sides, so that rare concepts do not lead the list by chance.
// @param from integer 2001 The first year of the later time
// @param type string=null "Method" Only this type
// @param limit integer=20 5 Concepts at most
MATCH (p:Paper)
WHERE p.year IS NOT NULL
WITH 1.0 * sum(CASE WHEN p.year >= $from THEN 1 ELSE 0 END) AS late, 1.0 * sum(CASE WHEN p.year < $from THEN 1 ELSE 0 END) AS early
MATCH (p:Paper)-[:MENTIONS]->(c:Concept)
WHERE p.year IS NOT NULL AND ($type IS NULL OR $type IN labels(c))
WITH late, early, c, sum(CASE WHEN p.year >= $from THEN 1 ELSE 0 END) AS since, sum(CASE WHEN p.year < $from THEN 1 ELSE 0 END) AS before
WHERE since > 0
RETURN c.id AS curie, c.label AS label, [l IN labels(c) WHERE l <> 'Concept'][0] AS type, before, since,
  round(1000.0 * ((since + 1) / (late + 1)) / ((before + 1) / (early + 1))) / 1000.0 AS ratio
ORDER BY ratio DESC, since DESC, curie
LIMIT $limit
