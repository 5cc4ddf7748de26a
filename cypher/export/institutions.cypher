// title: Institutions
// @param ids list ["institution:univ-of-oslo"] Ids of the institutions
UNWIND $ids AS id
MATCH (i:Institution {id: id})
RETURN i.id AS id, i.name AS name
ORDER BY id
