// title: The best connected people of some communities
// @param communities list ["community:people-1"] Ids of the communities
UNWIND $communities AS id
MATCH (c:Community {id: id})
RETURN c.id AS id, COLLECT { MATCH (c)<-[r:MEMBER_OF]-(m) RETURN {id: m.id, name: m.name} ORDER BY r.rank, m.id LIMIT 4 } AS people
