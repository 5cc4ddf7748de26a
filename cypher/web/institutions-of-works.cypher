// title: Institutions that the authors of works name, those of most works first
// @param works list ["arxiv:2501.00004"] Ids of the works
// @param skip integer=0 100 Institutions to pass over
// @param limit integer=12 5 Institutions at most
UNWIND $works AS id
MATCH (p:Paper {id: id})<-[:AUTHORED]-(a:Author)-[f:AFFILIATED_WITH]->(i:Institution)
WHERE f.paper = p.id
WITH i, count(DISTINCT p) AS works
RETURN i.id AS id, i.name AS name, works
ORDER BY works DESC, name, id
SKIP $skip LIMIT $limit
