// title: Works that mention one of some concepts, newest first
// @param concepts list ["neurokg:v4"] Ids of the concepts: one, or one with its parts
// @param other string=null "neurokg:fmri" Only works that mention this concept too
// @param topic string=null "arxiv.category:q-bio.NC" Only works of this topic
// @param year integer=null 2025 Only of this year
// @param type string=null "Method" Only works that mention a concept of this type
// @param kind string=null "preprint" Only works of this kind
// @param sources list=null ["arxiv-atom"] Only works with a record of one of these sources
// @param oldest boolean=false true The oldest first
// @param last integer=9999 2030 Works of later years come last: some sources err
UNWIND $concepts AS wanted
MATCH (c:Concept {id: wanted})<-[:MENTIONS]-(p:Paper)
WITH DISTINCT p
WHERE ($year IS NULL OR p.year = $year)
  AND ($kind IS NULL OR p.kind = $kind)
  AND ($sources IS NULL OR EXISTS { MATCH (p)<-[:RECORD_OF]-(r:Record) WHERE coalesce(r.source, '') IN $sources })
  AND ($other IS NULL OR EXISTS { MATCH (p)-[:MENTIONS]->(o:Concept) WHERE o.id = $other })
  AND ($topic IS NULL OR EXISTS { MATCH (p)-[:IN_TOPIC]->(s:Topic) WHERE s.id = $topic })
  AND ($type IS NULL OR EXISTS { MATCH (p)-[:MENTIONS]->(t:Concept) WHERE $type IN labels(t) })
WITH p ORDER BY p.published IS NULL OR p.year > $last, CASE WHEN $oldest THEN p.published END, CASE WHEN NOT $oldest THEN p.published END DESC, p.id
RETURN collect(p.id) AS ids
