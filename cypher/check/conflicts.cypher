// title: Records that share an id and contradict each other in others
MATCH (a:Record)-[c:CONTRADICTS]->(b:Record)
RETURN a.id AS first, b.id AS second, c.shared AS shared, c.differ AS differ
ORDER BY first, second
