// title: Who and what stand together in each paper
// Authors as the people that they are, where that has been told.
MATCH (p:Paper)
RETURN p.id AS id,
  COLLECT { MATCH (p)<-[:AUTHORED]-(a:Author) OPTIONAL MATCH (a)-[:IS]->(h:Person) WITH coalesce(h.id, a.id) AS person RETURN person ORDER BY person } AS people,
  COLLECT { MATCH (p)-[:MENTIONS]->(c:Concept) RETURN c.id ORDER BY c.id } AS concepts
