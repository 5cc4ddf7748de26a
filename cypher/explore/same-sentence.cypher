// title: What is mentioned in one sentence with a concept
// @param concept concept "neurokg:v4" The concept
// @param type string=null "Method" Only this type
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param limit integer=20 5 Concepts at most
MATCH (c:Concept {id: $concept})<-[:REFERS_TO]-(m:Mention)<-[:HAS_MENTION]-(p:Paper)
MATCH (p)-[:HAS_MENTION]->(n:Mention)-[:REFERS_TO]->(o:Concept)
WHERE o.id <> $concept AND n.field = m.field AND n.sentenceStart = m.sentenceStart
  AND m.confidence >= $minConfidence AND n.confidence >= $minConfidence
  AND ($type IS NULL OR n.type = $type)
WITH o, n.type AS type, count(DISTINCT p.id + m.field + toString(m.sentenceStart)) AS sentences, count(DISTINCT p) AS papers
RETURN o.id AS curie, o.label AS label, type, sentences, papers
ORDER BY sentences DESC, papers DESC, curie
LIMIT $limit
