// title: Take away people of whom one author is left, or none
MATCH (p:Person)
WHERE COUNT { (p)<-[:IS]-(:Author) } < 2
DETACH DELETE p
