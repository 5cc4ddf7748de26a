// title: One paper with its authors, topics and mentions
// @param id string "arxiv:9901.90001" Any id of the paper: of arXiv, PubMed, a DOI
MATCH (:Identifier {id: $id})<-[:IDENTIFIED_BY]-(:Record)-[:RECORD_OF]->(p:Paper)
WITH DISTINCT p ORDER BY p.id <> $id, p.id LIMIT 1
OPTIONAL MATCH (a:Author)-[w:AUTHORED]->(p)
WITH p, a, w ORDER BY w.position
WITH p, collect(CASE WHEN a IS NULL THEN null ELSE {id: a.id, name: w.name, orcid: a.orcid,
  affiliations: COLLECT { MATCH (a)-[f:AFFILIATED_WITH {paper: p.id}]->(i:Institution) RETURN i.name ORDER BY i.name }} END) AS authors
OPTIONAL MATCH (p)-[i:IN_TOPIC]->(t:Topic)
WITH p, authors, t, i ORDER BY i.primary DESC, t.id
WITH p, authors, collect(CASE WHEN t IS NULL THEN null ELSE {id: t.id, label: t.label, primary: i.primary} END) AS topics
OPTIONAL MATCH (p)-[:HAS_MENTION]->(m:Mention)
OPTIONAL MATCH (m)-[:REFERS_TO]->(c:Concept)
WITH p, authors, topics, m, c ORDER BY m.field DESC, m.start
RETURN p.id AS id, p.version AS version, p.title AS title, p.abstract AS abstract, p.text AS text,
  p.published AS published, p.updated AS updated, p.doi AS doi, p.journalRef AS journalRef,
  p.comment AS comment, p.source AS source, p.kind AS kind, p.ids AS ids, p.journal AS journal,
  p.language AS language, p.keywords AS keywords, p.retracted AS retracted, p.links AS links,
  p.headings AS headings, p.grants AS grants, p.sections AS sections, p.notices AS notices,
  authors, topics,
  collect(CASE WHEN m IS NULL THEN null ELSE {field: m.field, start: m.start, end: m.end, text: m.text,
    type: m.type, status: m.status, curie: c.id, label: c.label, match: m.match, reason: m.reason,
    confidence: m.confidence, sentence: [m.sentenceStart, m.sentenceEnd],
    candidates: m.candidates} END) AS mentions
