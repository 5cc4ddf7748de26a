// title: By whom two people are joined
// The shortest chains of papers and their authors. A chain goes on from an author through the person that they are.
// @param first string "author:arxiv-9901.90001-1" Id of one author
// @param second string "author:arxiv-9901.90001-2" Id of the other
// @param limit integer=5 2 Chains at most
MATCH (a:Author {id: $first}), (b:Author {id: $second})
MATCH path = allShortestPaths((a)-[:AUTHORED|IS*..14]-(b))
RETURN [n IN nodes(path) | n.id] AS ids, [n IN nodes(path) | coalesce(n.name, n.title)] AS names
ORDER BY ids
LIMIT $limit
