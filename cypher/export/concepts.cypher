// title: Concepts with their parents, a page of them by id
// @param after string="" "" Id after which the page starts
// @param size integer=2000 5 Concepts in a page
MATCH (c:Concept)
WHERE c.id > $after
WITH c ORDER BY c.id LIMIT $size
OPTIONAL MATCH (c)-[:IS_A]->(k:Concept)
WITH c, k ORDER BY c.id, k.id
WITH c, collect(k.id) AS isA
OPTIONAL MATCH (c)-[:PART_OF]->(w:Concept)
WITH c, isA, w ORDER BY c.id, w.id
RETURN c.id AS id, c.label AS label, [l IN labels(c) WHERE l <> 'Concept'][0] AS type, c.synonyms AS synonyms,
  c.abbreviations AS abbreviations, c.xrefs AS xrefs, isA, collect(w.id) AS partOf
ORDER BY id
