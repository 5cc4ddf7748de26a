// title: Take away people of whom one author is left, or none
UNWIND $ids AS id
MATCH (p:Person {id: id})
WHERE COUNT { (p)<-[:IS]-(:Author) } < 2
DETACH DELETE p
