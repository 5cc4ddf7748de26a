// title: Authors and where they work
// @param ids list ["author:arxiv-2501.00001-1"] Ids of the authors
UNWIND $ids AS id
MATCH (a:Author {id: id})
OPTIONAL MATCH (a)-[:AFFILIATED_WITH]->(i:Institution)
WITH a, i ORDER BY a.id, i.id
RETURN a.id AS id, a.name AS name, collect(DISTINCT i.id) AS institutions
ORDER BY id
