// title: Which authors are which people
MATCH (a:Author)-[:IS]->(p:Person)
RETURN a.id AS author, p.id AS person
