// title: Take away people that no author is
MATCH (p:Person)
WHERE NOT (p)<-[:IS]-(:Author)
DETACH DELETE p
