// title: Works that members of a community of people wrote
// @param community string "community:people-1" Id of the community
// @param last integer=9999 2030 Works of later years come last: some sources err
MATCH (c:Community {id: $community})<-[:MEMBER_OF]-(m)
OPTIONAL MATCH (m)<-[:IS]-(a:Author)
WITH coalesce(a, m) AS author
MATCH (author)-[:AUTHORED]->(p:Paper)
WITH DISTINCT p
WITH p ORDER BY p.published IS NULL OR p.year > $last, p.published DESC, p.id
RETURN collect(p.id) AS ids
