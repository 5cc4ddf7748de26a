// title: How two concepts hang together
// The shortest chains of concepts and of papers that mention the neighbours in it.
// @param first concept "neurokg:v4" One end
// @param second concept "NCBITaxon:10090" The other
// @param limit integer=5 2 Chains at most
MATCH (a:Concept {id: $first}), (b:Concept {id: $second})
MATCH path = allShortestPaths((a)-[:MENTIONS*..6]-(b))
RETURN [n IN nodes(path) | n.id] AS ids, [n IN nodes(path) | coalesce(n.label, n.title)] AS names
ORDER BY ids
LIMIT $limit
