// title: One community
// @param community string "community:concepts-1" Id of the community
MATCH (c:Community {id: $community})
RETURN c.id AS id, c.kind AS kind, c.label AS label, c.size AS size, c.modularity AS modularity
