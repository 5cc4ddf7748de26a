// title: Papers with authors, topics and concepts, a page of them by id
// @param after string="" "" Id after which the page starts
// @param size integer=500 5 Papers in a page
MATCH (p:Paper)
WHERE p.id > $after
WITH p ORDER BY p.id LIMIT $size
OPTIONAL MATCH (a:Author)-[w:AUTHORED]->(p)
WITH p, a, w ORDER BY p.id, w.position
WITH p, collect(CASE WHEN a IS NULL THEN null ELSE {id: a.id, name: w.name, position: w.position} END) AS authors
OPTIONAL MATCH (p)-[i:IN_TOPIC]->(t:Topic)
WITH p, authors, t, i ORDER BY p.id, t.id
WITH p, authors, collect(CASE WHEN t IS NULL THEN null ELSE {id: t.id, primary: i.primary} END) AS topics
OPTIONAL MATCH (p)-[r:MENTIONS]->(c:Concept)
WITH p, authors, topics, c, r ORDER BY p.id, c.id
RETURN p.id AS id, p.version AS version, p.title AS title, p.abstract AS abstract, p.text AS text,
  p.published AS published, p.updated AS updated, p.doi AS doi, p.journalRef AS journalRef,
  p.comment AS comment, authors, topics, collect(c.id) AS concepts
ORDER BY id
