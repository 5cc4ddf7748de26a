// title: Authors of no paper
MATCH (a:Author)
WHERE NOT (a)-[:AUTHORED]->(:Paper)
RETURN a.id AS id
ORDER BY id
