// title: Papers that were retracted, with what says so
// @param limit integer=100 5 Papers at most
MATCH (p:Paper)
WHERE p.retracted
RETURN p.id AS paper, p.title AS title, p.year AS year, p.notices AS notices
ORDER BY year IS NULL, year DESC, paper
LIMIT $limit
