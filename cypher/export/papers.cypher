// title: Papers with authors, topics and concepts
// Patterns start from the paper: the local store begins at their left end.
// @param ids list ["arxiv:2501.00001"] Ids of the papers
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
UNWIND $ids AS id
MATCH (p:Paper {id: id})
OPTIONAL MATCH (p)<-[w:AUTHORED]-(a:Author)
WITH p, a, w ORDER BY p.id, w.position
WITH p, collect(CASE WHEN a IS NULL THEN null ELSE {id: a.id, name: w.name, position: w.position} END) AS authors
OPTIONAL MATCH (p)-[i:IN_TOPIC]->(t:Topic)
WITH p, authors, t, i ORDER BY p.id, t.id
WITH p, authors, collect(CASE WHEN t IS NULL THEN null ELSE {id: t.id, primary: i.primary} END) AS topics
OPTIONAL MATCH (p)-[r:MENTIONS]->(c:Concept)
WHERE r.confidence >= $minConfidence
WITH p, authors, topics, c ORDER BY p.id, c.id
RETURN p.id AS id, p.version AS version, p.title AS title, p.abstract AS abstract, p.text AS text,
  p.published AS published, p.updated AS updated, p.doi AS doi, p.journalRef AS journalRef,
  p.comment AS comment, p.links AS links, authors, topics, collect(c.id) AS concepts
ORDER BY id
