// title: Which of some concepts the graph has, as what, and what stands above them
// Asked before creating: a MERGE with two labels finds its node by index on one of the stores only.
UNWIND $ids AS id
MATCH (c:Concept {id: id})
RETURN c.id AS id, c.label AS label, c.synonyms AS synonyms, c.abbreviations AS abbreviations, c.xrefs AS xrefs,
  c.source AS source, c.licence AS licence,
  COLLECT { MATCH (c)-[:IS_A]->(kind:Concept) RETURN kind.id } AS isA,
  COLLECT { MATCH (c)-[:PART_OF]->(whole:Concept) RETURN whole.id } AS partOf
