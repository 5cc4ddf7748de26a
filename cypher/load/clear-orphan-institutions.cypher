// title: Take away institutions that nobody is affiliated with any more
UNWIND $ids AS id
MATCH (i:Institution {id: id})
WHERE NOT (i)<-[:AFFILIATED_WITH]-()
DELETE i
