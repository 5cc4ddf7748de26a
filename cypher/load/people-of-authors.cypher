// title: Which people some authors are
UNWIND $ids AS id
MATCH (:Author {id: id})-[:IS]->(p:Person)
RETURN DISTINCT p.id AS id
