// title: Take away by which ids some records are known; answers the ids
UNWIND $ids AS record
MATCH (r:Record {id: record})-[e:IDENTIFIED_BY]->(i:Identifier)
WITH e, i.id AS id
DELETE e
RETURN DISTINCT id
