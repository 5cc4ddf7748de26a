// title: Ids of no record
MATCH (i:Identifier)
WHERE NOT (i)<-[:IDENTIFIED_BY]-()
RETURN i.id AS id
ORDER BY id
