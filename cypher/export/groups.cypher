// title: Communities with all their members
// @param ids list ["community:concepts-1"] Ids of the communities
UNWIND $ids AS id
MATCH (g:Community {id: id})
OPTIONAL MATCH (g)<-[:MEMBER_OF]-(m)
WITH g, m ORDER BY g.id, m.id
RETURN g.id AS id, g.kind AS kind, g.label AS label, g.modularity AS modularity, collect(m.id) AS members
ORDER BY id
