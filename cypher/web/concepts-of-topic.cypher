// title: Concepts that the works of a topic mention, the most mentioned first
// @param topic string "arxiv.category:q-bio.NC" Id of the topic
// @param limit integer=400 5 Concepts at most
MATCH (t:Topic {id: $topic})<-[:IN_TOPIC]-(p:Paper)-[:MENTIONS]->(c:Concept)
WITH c, count(p) AS works
RETURN c.id AS id, c.label AS label, [l IN labels(c) WHERE l <> 'Concept'][0] AS type, works
ORDER BY works DESC, id
LIMIT $limit
