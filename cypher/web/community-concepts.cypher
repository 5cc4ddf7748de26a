// title: Concepts of a community, the best connected first, and how many works mention each
// @param community string "community:concepts-1" Id of the community
// @param limit integer=50 5 Concepts at most
MATCH (c:Community {id: $community})<-[r:MEMBER_OF]-(m:Concept)
WITH m, r ORDER BY r.rank, m.id LIMIT $limit
RETURN m.id AS id, m.label AS label, [l IN labels(m) WHERE l <> 'Concept'][0] AS type, r.rank AS rank,
  COUNT { (m)<-[:MENTIONS]-(:Paper) } AS works
ORDER BY rank, id
