// title: Datasets named in papers that mention a concept
// @param concept concept "neurokg:v4" The concept
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param limit integer=20 5 Datasets at most
MATCH (c:Concept {id: $concept})<-[r:MENTIONS]-(p:Paper)-[s:MENTIONS]->(d:Dataset)
WHERE d.id <> $concept AND r.confidence >= $minConfidence AND s.confidence >= $minConfidence
WITH d, count(DISTINCT p) AS papers
RETURN d.id AS curie, d.label AS dataset, papers
ORDER BY papers DESC, curie
LIMIT $limit
