// title: Concepts with their parents
// @param ids list ["neurokg:v4"] Ids of the concepts
// @param type string=null "BrainRegion" Only parents of this type
UNWIND $ids AS id
MATCH (c:Concept {id: id})
OPTIONAL MATCH (c)-[:IS_A]->(k:Concept)
WHERE $type IS NULL OR $type IN labels(k)
WITH c, k ORDER BY c.id, k.id
WITH c, collect(k.id) AS isA
OPTIONAL MATCH (c)-[:PART_OF]->(w:Concept)
WHERE $type IS NULL OR $type IN labels(w)
WITH c, isA, w ORDER BY c.id, w.id
RETURN c.id AS id, c.label AS label, [l IN labels(c) WHERE l <> 'Concept'][0] AS type, c.synonyms AS synonyms,
  c.abbreviations AS abbreviations, c.xrefs AS xrefs, c.source AS source, c.licence AS licence, isA, collect(w.id) AS partOf
ORDER BY id
