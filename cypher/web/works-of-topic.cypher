// title: Works of a topic, newest first
// @param topic string "arxiv.category:q-bio.NC" Id of the topic
// @param year integer=null 2025 Only of this year
// @param type string=null "Method" Only works that mention a concept of this type
// @param kind string=null "preprint" Only works of this kind
// @param sources list=null ["arxiv-atom"] Only works with a record of one of these sources
// @param oldest boolean=false true The oldest first
// @param last integer=9999 2030 Works of later years come last: some sources err
MATCH (t:Topic {id: $topic})<-[:IN_TOPIC]-(p:Paper)
WHERE ($year IS NULL OR p.year = $year)
  AND ($kind IS NULL OR p.kind = $kind)
  AND ($sources IS NULL OR EXISTS { MATCH (p)<-[:RECORD_OF]-(r:Record) WHERE coalesce(r.source, '') IN $sources })
  AND ($type IS NULL OR EXISTS { MATCH (p)-[:MENTIONS]->(c:Concept) WHERE $type IN labels(c) })
WITH p ORDER BY p.published IS NULL OR p.year > $last, CASE WHEN $oldest THEN p.published END, CASE WHEN NOT $oldest THEN p.published END DESC, p.id
RETURN collect(p.id) AS ids
