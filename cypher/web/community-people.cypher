// title: People of a community, the best connected first, and how many works each has
// @param community string "community:people-1" Id of the community
// @param limit integer=50 5 People at most
MATCH (c:Community {id: $community})<-[r:MEMBER_OF]-(m)
WHERE m:Author OR m:Person
RETURN m.id AS id, m.name AS name, r.rank AS rank
ORDER BY rank, id
LIMIT $limit
