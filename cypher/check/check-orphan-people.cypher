// title: People of whom one author is left, or none
MATCH (p:Person)
WHERE COUNT { (p)<-[:IS]-(:Author) } < 2
RETURN p.id AS id
ORDER BY id
