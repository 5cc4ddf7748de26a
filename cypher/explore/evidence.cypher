// title: Sentences that mention two concepts together
// The evidence behind a co-mention; offsets count code points of the field.
// @param first concept "neurokg:v4" One concept
// @param second concept "NCBITaxon:9539" The other
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param limit integer=20 5 Sentences at most
MATCH (a:Concept {id: $first})<-[:REFERS_TO]-(m:Mention)<-[:HAS_MENTION]-(p:Paper)
MATCH (p)-[:HAS_MENTION]->(n:Mention)-[:REFERS_TO]->(b:Concept {id: $second})
WHERE n.field = m.field AND n.sentenceStart = m.sentenceStart
  AND m.confidence >= $minConfidence AND n.confidence >= $minConfidence
WITH p, m.field AS field, m.sentenceStart AS start, m.sentenceEnd AS end, max(m.sentence) AS stored
RETURN p.id AS paper, p.year AS year, p.retracted AS retracted, field,
  coalesce(stored, substring(CASE field WHEN 'title' THEN p.title WHEN 'abstract' THEN p.abstract ELSE p.text END,
    start, end - start)) AS sentence
ORDER BY year IS NULL, year DESC, paper, field, start
LIMIT $limit
