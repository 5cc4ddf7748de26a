// title: Take away what papers that are replaced said of concepts and topics; answers these
UNWIND $ids AS id
MATCH (p:Paper {id: id})-[r:MENTIONS|IN_TOPIC]->(n)
WITH r, type(r) AS type, n.id AS id
DELETE r
RETURN DISTINCT type, id
