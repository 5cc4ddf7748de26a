// title: Those of some works that are of a year, a topic, or mention a concept, in the order given
// @param works list ["arxiv:2501.00001"] Ids of the works
// @param other string=null "neurokg:fmri" Only works that mention this concept
// @param topic string=null "arxiv.category:q-bio.NC" Only works of this topic
// @param year integer=null 2025 Only of this year
// @param type string=null "Method" Only works that mention a concept of this type
// @param kind string=null "preprint" Only works of this kind
// @param sources list=null ["arxiv-atom"] Only works with a record of one of these sources
UNWIND range(0, size($works) - 1) AS place
MATCH (p:Paper {id: $works[place]})
WHERE ($year IS NULL OR p.year = $year)
  AND ($kind IS NULL OR p.kind = $kind)
  AND ($sources IS NULL OR EXISTS { MATCH (p)<-[:RECORD_OF]-(r:Record) WHERE coalesce(r.source, '') IN $sources })
  AND ($other IS NULL OR EXISTS { MATCH (p)-[:MENTIONS]->(o:Concept) WHERE o.id = $other })
  AND ($topic IS NULL OR EXISTS { MATCH (p)-[:IN_TOPIC]->(s:Topic) WHERE s.id = $topic })
  AND ($type IS NULL OR EXISTS { MATCH (p)-[:MENTIONS]->(t:Concept) WHERE $type IN labels(t) })
RETURN p.id AS id
ORDER BY place
