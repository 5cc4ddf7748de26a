// title: Members of a community, the best connected first
// @param id string "community:concepts-1" Id of the community
// @param limit integer=50 5 Members at most
MATCH (c:Community {id: $id})<-[r:MEMBER_OF]-(m)
RETURN m.id AS id, coalesce(m.label, m.name) AS name, r.rank AS rank
ORDER BY rank, id
LIMIT $limit
