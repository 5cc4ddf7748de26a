// title: One concept of the graph with what is above and below it, and how many works mention each
// @param concept concept "UBERON:0000411" The concept
MATCH (c:Concept {id: $concept})
RETURN c.id AS id, c.label AS label, [l IN labels(c) WHERE l <> 'Concept'][0] AS type,
  c.synonyms AS synonyms, c.abbreviations AS abbreviations, c.xrefs AS xrefs,
  COUNT { (c)<-[:MENTIONS]-(:Paper) } AS works,
  COLLECT { MATCH (c)-[r:IS_A|PART_OF]->(o:Concept) RETURN {id: o.id, label: o.label, how: type(r)} ORDER BY o.label } AS above,
  COLLECT { MATCH (c)<-[r:IS_A|PART_OF]-(o:Concept)
    WITH o, type(r) AS how, COUNT { (o)<-[:MENTIONS]-(:Paper) } AS works
    ORDER BY works DESC, o.label LIMIT 40
    RETURN {id: o.id, label: o.label, how: how, works: works} } AS below
