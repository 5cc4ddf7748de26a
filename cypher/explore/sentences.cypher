// title: Sentences that mention a concept
// @param concept concept "neurokg:v4" The concept
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param limit integer=20 5 Sentences at most
MATCH (c:Concept {id: $concept})<-[:REFERS_TO]-(m:Mention)<-[:HAS_MENTION]-(p:Paper)
WHERE m.confidence >= $minConfidence
WITH p, m.field AS field, m.sentenceStart AS start, m.sentenceEnd AS end, max(m.sentence) AS stored
RETURN p.id AS paper, p.year AS year, p.retracted AS retracted, field,
  coalesce(stored, substring(CASE field WHEN 'title' THEN p.title WHEN 'abstract' THEN p.abstract ELSE p.text END,
    start, end - start)) AS sentence
ORDER BY year IS NULL, year DESC, paper, field, start
LIMIT $limit
