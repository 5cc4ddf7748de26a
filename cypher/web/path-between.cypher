// title: The shortest chains between two nodes: concepts, works, authors, people, institutions
// @param first string "neurokg:v4" Id of one end
// @param second string "arxiv:2501.00004" Id of the other
// @param limit integer=300 5 Chains at most
OPTIONAL MATCH (c1:Concept {id: $first})
OPTIONAL MATCH (p1:Paper {id: $first})
OPTIONAL MATCH (a1:Author {id: $first})
OPTIONAL MATCH (h1:Person {id: $first})
OPTIONAL MATCH (i1:Institution {id: $first})
WITH coalesce(c1, p1, a1, h1, i1) AS a
OPTIONAL MATCH (c2:Concept {id: $second})
OPTIONAL MATCH (p2:Paper {id: $second})
OPTIONAL MATCH (a2:Author {id: $second})
OPTIONAL MATCH (h2:Person {id: $second})
OPTIONAL MATCH (i2:Institution {id: $second})
WITH a, coalesce(c2, p2, a2, h2, i2) AS b
WHERE a IS NOT NULL AND b IS NOT NULL
MATCH path = allShortestPaths((a)-[:MENTIONS|AUTHORED|IS|AFFILIATED_WITH*..8]-(b))
RETURN [n IN nodes(path) | n.id] AS ids
ORDER BY ids
LIMIT $limit
