// title: Mentions with paper, concept and run, a page of them by id
// @param after string="" "" Id after which the page starts
// @param size integer=2000 5 Mentions in a page
MATCH (m:Mention)
WHERE m.id > $after
WITH m ORDER BY m.id LIMIT $size
MATCH (p:Paper)-[:HAS_MENTION]->(m)-[:EXTRACTED_IN]->(r:Run)
OPTIONAL MATCH (m)-[:REFERS_TO]->(c:Concept)
RETURN m.id AS id, p.id AS paper, m.field AS field, m.start AS start, m.end AS end, m.text AS text,
  m.type AS type, m.status AS status, m.match AS match, m.confidence AS confidence, c.id AS concept, r.id AS run
ORDER BY id
