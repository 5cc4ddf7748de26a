// title: Institutions with which nobody is affiliated
MATCH (i:Institution)
WHERE NOT (i)<-[:AFFILIATED_WITH]-()
RETURN i.id AS id
ORDER BY id
