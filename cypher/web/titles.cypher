// title: Titles of all works
MATCH (p:Paper)
RETURN p.id AS id, p.title AS title, p.year AS year
ORDER BY id
