// title: What papers mention together with a concept
// Lift compares with chance: 1 as often as if the two were independent, above 1 more often.
// @param concept concept "neurokg:v4" The concept
// @param type string=null "Method" Only this type
// @param limit integer=20 5 Concepts at most
MATCH (any:Paper)
WITH count(any) AS total
MATCH (c:Concept {id: $concept})<-[:MENTIONS]-(p:Paper)
WITH total, c, collect(p) AS mine
WITH total, c, mine, size(mine) AS own
UNWIND mine AS p
MATCH (p)-[:MENTIONS]->(o:Concept)
WHERE o.id <> $concept AND ($type IS NULL OR $type IN labels(o))
WITH total, own, o, count(DISTINCT p) AS together
MATCH (o)<-[:MENTIONS]-(q:Paper)
WITH total, own, o, together, count(q) AS other
RETURN o.id AS curie, o.label AS label, [l IN labels(o) WHERE l <> 'Concept'][0] AS type, together AS papers,
  round(1000.0 * together * total / (own * other)) / 1000.0 AS lift
ORDER BY papers DESC, lift DESC, curie
LIMIT $limit
