// title: Works as lists show them: title, authors, abstract with its mentions
// @param works list ["arxiv:2501.00001"] Ids of the works
UNWIND $works AS id
MATCH (p:Paper {id: id})
RETURN p.id AS id, p.title AS title, p.abstract AS abstract, p.text AS text, p.year AS year, p.kind AS kind,
  p.source AS source, p.journal AS journal, p.retracted AS retracted,
  COLLECT { MATCH (p)<-[w:AUTHORED]-(a:Author) RETURN {id: a.id, name: w.name} ORDER BY w.position LIMIT 8 } AS authors,
  COUNT { (p)<-[:AUTHORED]-(:Author) } AS authorCount,
  COLLECT { MATCH (p)-[:HAS_MENTION]->(m:Mention) OPTIONAL MATCH (m)-[:REFERS_TO]->(c:Concept)
    RETURN {field: m.field, start: m.start, end: m.end, text: m.text, type: m.type, status: m.status, curie: c.id,
      label: c.label, match: m.match, reason: m.reason, confidence: m.confidence} ORDER BY m.start } AS mentions
