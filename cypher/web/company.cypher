// title: What works mention together with a concept, by type, first what stands out
// Lift compares with chance: 1 as often as if the two were independent. The order weighs how often by how unlikely;
// a work is added to what is found and to what chance would give, so that what is there once does not come first.
// @param concept concept "neurokg:v4" The concept
// @param without list=[] ["UBERON:0000411"] Ids of concepts to leave out
// @param each integer=10 3 Concepts of each type at most
MATCH (c:Concept {id: $concept})
WITH COUNT { MATCH (:Paper) } AS total, COUNT { (c)<-[:MENTIONS]-() } AS own, c
MATCH (c)<-[:MENTIONS]-(p:Paper)-[:MENTIONS]->(o:Concept)
WHERE o.id <> $concept AND NOT o.id IN $without
WITH total, own, o, count(p) AS works
WITH total, own, o, works, COUNT { (o)<-[:MENTIONS]-() } AS other
WITH o, works, 1.0 * own * other / total AS expected
WITH o, works, works / expected AS lift, round(1000.0 * works * log((works + 1) / (expected + 1))) AS weight
ORDER BY weight DESC, works DESC, o.id
WITH [l IN labels(o) WHERE l <> 'Concept'][0] AS type,
  collect({id: o.id, label: o.label, works: works, lift: round(100.0 * lift) / 100.0}) AS found
RETURN type, size(found) AS total, found[..$each] AS concepts
ORDER BY type
