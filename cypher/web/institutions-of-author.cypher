// title: Institutions that some authors name
// @param authors list ["author:arxiv-2501.00004-1"] Ids of the authors
UNWIND $authors AS id
MATCH (a:Author {id: id})-[f:AFFILIATED_WITH]->(i:Institution)
RETURN i.id AS id, i.name AS name, count(DISTINCT f.paper) AS works
ORDER BY works DESC, name, id
LIMIT 20
