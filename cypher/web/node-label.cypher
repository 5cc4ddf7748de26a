// title: What an id names: a work, a concept, an author, a person, an institution, a topic, a community
// @param id string "neurokg:v4" The id
OPTIONAL MATCH (p:Paper {id: $id})
OPTIONAL MATCH (c:Concept {id: $id})
OPTIONAL MATCH (a:Author {id: $id})
OPTIONAL MATCH (a)-[:IS]->(h:Person)
OPTIONAL MATCH (x:Person {id: $id})
OPTIONAL MATCH (i:Institution {id: $id})
OPTIONAL MATCH (t:Topic {id: $id})
OPTIONAL MATCH (k:Community {id: $id})
RETURN p.title AS paper, c.label AS concept, a.name AS author, h.id AS person, x.name AS personName,
  i.name AS institution, t.label AS topic, k.label AS community
LIMIT 1
