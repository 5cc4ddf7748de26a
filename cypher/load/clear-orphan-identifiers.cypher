// title: Take away ids by which no record is known any more
UNWIND $ids AS id
MATCH (i:Identifier {id: id})
WHERE NOT (i)<-[:IDENTIFIED_BY]-()
DELETE i
