// title: Which of some concepts the graph has, and as what
// Asked before creating: a MERGE with two labels finds its node by index on one of the stores only.
UNWIND $ids AS id
MATCH (c:Concept {id: id})
RETURN c.id AS id, c.label AS label, c.synonyms AS synonyms, c.abbreviations AS abbreviations, c.xrefs AS xrefs
