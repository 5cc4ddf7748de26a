// title: All works with when they were published
MATCH (p:Paper)
RETURN p.id AS id, p.year AS year, p.published AS published
