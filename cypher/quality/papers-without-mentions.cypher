// title: Papers in which nothing was found
// @param limit integer=100 5 Papers at most
MATCH (p:Paper)
WHERE NOT (p)-[:HAS_MENTION]->()
RETURN p.id AS paper, p.title AS title, p.year AS year, p.language AS language
ORDER BY paper
LIMIT $limit
