// title: How many institutions the authors of works name
// @param works list ["arxiv:2501.00004"] Ids of the works
UNWIND $works AS id
MATCH (p:Paper {id: id})<-[:AUTHORED]-(a:Author)-[f:AFFILIATED_WITH]->(i:Institution)
WHERE f.paper = p.id
RETURN count(DISTINCT i) AS institutions
