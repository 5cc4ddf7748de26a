// title: All works with their kind and when they were published
MATCH (p:Paper)
RETURN p.id AS id, p.kind AS kind, p.year AS year, p.published AS published
