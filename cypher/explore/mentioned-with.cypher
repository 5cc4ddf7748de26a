// title: What papers mention together with a concept
// Lift compares with chance: 1 as often as if the two were independent, above 1 more often.
// @param concept concept "neurokg:v4" The concept
// @param type string=null "Method" Only this type
// @param limit integer=20 5 Concepts at most
MATCH (c:Concept {id: $concept})
WITH c, COUNT { MATCH (:Paper) } AS total, COUNT { (c)<-[:MENTIONS]-(:Paper) } AS own
MATCH (c)<-[:MENTIONS]-(p:Paper)-[:MENTIONS]->(o:Concept)
WHERE o.id <> $concept AND ($type IS NULL OR $type IN labels(o))
WITH total, own, o, count(p) AS together
WITH total, own, o, together, COUNT { (o)<-[:MENTIONS]-(:Paper) } AS other
RETURN o.id AS curie, o.label AS label, [l IN labels(o) WHERE l <> 'Concept'][0] AS type, together AS papers,
  round(1000.0 * together * total / (own * other)) / 1000.0 AS lift
ORDER BY papers DESC, lift DESC, curie
LIMIT $limit
