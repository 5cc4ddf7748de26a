// title: Works per year
// @param works list ["arxiv:2501.00001"] Ids of the works
UNWIND $works AS id
MATCH (p:Paper {id: id})
WHERE p.year IS NOT NULL
RETURN p.year AS year, count(p) AS works
ORDER BY year
