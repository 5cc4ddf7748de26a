// title: All nodes with their properties
MATCH (n)
WHERE NOT n:Schema
RETURN labels(n) AS labels, null AS type, properties(n) AS properties
