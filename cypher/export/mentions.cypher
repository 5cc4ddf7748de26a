// title: Mentions of papers, with concept and run
// @param ids list ["arxiv:2501.00001"] Ids of the papers
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param type string=null "BrainRegion" Only mentions of this type
UNWIND $ids AS id
MATCH (p:Paper {id: id})
MATCH (p)-[:HAS_MENTION]->(m:Mention)
WHERE m.confidence >= $minConfidence AND ($type IS NULL OR m.type = $type)
MATCH (m)-[:EXTRACTED_IN]->(r:Run)
OPTIONAL MATCH (m)-[:REFERS_TO]->(c:Concept)
RETURN m.id AS id, p.id AS paper, m.field AS field, m.start AS start, m.end AS end, m.text AS text,
  m.type AS type, m.status AS status, m.match AS match, m.reason AS reason, m.confidence AS confidence,
  m.sentenceStart AS sentenceStart, m.sentenceEnd AS sentenceEnd, m.candidates AS candidates,
  c.id AS concept, r.id AS run
ORDER BY paper, field, start, end
