// title: Concepts of the graph, a page of their ids
MATCH (c:Concept)
WHERE c.id > $after
RETURN c.id AS id
ORDER BY id
LIMIT $size
