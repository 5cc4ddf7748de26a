// title: Papers with what overviews count
// Authors as the people that they are, where that has been told.
MATCH (p:Paper)
RETURN p.id AS id, p.year AS year, p.published AS published,
  COLLECT { MATCH (p)<-[:AUTHORED]-(a:Author) OPTIONAL MATCH (a)-[:IS]->(h:Person) RETURN [coalesce(h.id, a.id), coalesce(h.name, a.name)] } AS people,
  COLLECT { MATCH (p)-[:MENTIONS]->(c:Concept) RETURN c.id } AS concepts,
  COLLECT { MATCH (p)-[:IN_TOPIC]->(t:Topic) RETURN t.id } AS topics
