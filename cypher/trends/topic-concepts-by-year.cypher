// title: Concepts of a topic by year
// @param topic string "q-bio.NC" arXiv category
// @param type string=null "BrainRegion" Only this type
// @param limit integer=50 5 Rows at most
MATCH (t:Topic {id: 'arxiv.category:' + $topic})<-[:IN_TOPIC]-(p:Paper)-[:MENTIONS]->(c:Concept)
WHERE $type IS NULL OR $type IN labels(c)
WITH p.year AS year, c, count(DISTINCT p) AS papers
RETURN year, c.id AS curie, c.label AS label, papers
ORDER BY year DESC, papers DESC, curie
LIMIT $limit
