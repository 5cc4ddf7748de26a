// title: Papers with authors, topics, concepts and the records that they are made of
// Patterns start from the paper: the local store begins at their left end.
// @param ids list ["arxiv:2501.00001"] Ids of the papers
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param type string=null "BrainRegion" Only concepts of this type
UNWIND $ids AS id
MATCH (p:Paper {id: id})
OPTIONAL MATCH (p)<-[w:AUTHORED]-(a:Author)
OPTIONAL MATCH (a)-[:IS]->(h:Person)
WITH p, a, w, h ORDER BY p.id, w.position
WITH p, collect(CASE WHEN a IS NULL THEN null ELSE {id: a.id, name: w.name, position: w.position, person: h.id} END) AS authors
OPTIONAL MATCH (p)-[i:IN_TOPIC]->(t:Topic)
WITH p, authors, t, i ORDER BY p.id, t.id
WITH p, authors, collect(CASE WHEN t IS NULL THEN null ELSE {id: t.id, primary: i.primary} END) AS topics
OPTIONAL MATCH (p)<-[:RECORD_OF]-(e:Record)
OPTIONAL MATCH (e)-[:IDENTIFIED_BY]->(k:Identifier)
WITH p, authors, topics, e, k ORDER BY p.id, e.id, k.id
WITH p, authors, topics, e, collect(k.id) AS ids
WITH p, authors, topics, e, ids ORDER BY p.id, e.id
WITH p, authors, topics, collect(CASE WHEN e IS NULL THEN null ELSE {id: e.id, source: e.source, version: e.version, updated: e.updated, ids: ids} END) AS records
OPTIONAL MATCH (p)-[r:MENTIONS]->(c:Concept)
WHERE r.confidence >= $minConfidence AND ($type IS NULL OR $type IN labels(c))
WITH p, authors, topics, records, c ORDER BY p.id, c.id
RETURN p.id AS id, p.version AS version, p.title AS title, p.abstract AS abstract, p.text AS text,
  p.published AS published, p.updated AS updated, p.doi AS doi, p.journalRef AS journalRef,
  p.comment AS comment, p.links AS links, p.kind AS kind, p.ids AS ids, p.journal AS journal,
  p.language AS language, p.keywords AS keywords, p.headings AS headings, p.grants AS grants,
  p.retracted AS retracted, p.notices AS notices, p.origins AS origins, authors, topics, records,
  collect(c.id) AS concepts
ORDER BY id
