// title: Authorships of authors
// @param ids list ["author:arxiv-2501.00001-1"] Ids of the authors
UNWIND $ids AS id
MATCH (a:Author {id: id})-[w:AUTHORED]->(p:Paper)
RETURN a.id AS id, p.id AS paper, w.position AS position, w.name AS name
ORDER BY id, paper, position
