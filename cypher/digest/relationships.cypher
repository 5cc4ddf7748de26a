// title: All relationships with their ends and properties
MATCH (a)-[r]->(b)
RETURN type(r) AS type, labels(a) AS labels, a.id AS start, labels(b) AS endLabels, b.id AS end, properties(r) AS properties
