// title: People whose authorships were joined, with these
// @param ids list ["person:author-arxiv-2501.00001-1"] Ids of the people
UNWIND $ids AS id
MATCH (h:Person {id: id})
OPTIONAL MATCH (h)<-[:IS]-(a:Author)
WITH h, a ORDER BY h.id, a.id
RETURN h.id AS id, h.name AS name, collect(a.id) AS authors
ORDER BY id
