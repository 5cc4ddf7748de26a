// title: Datasets by the number of papers that name them
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param limit integer=20 5 Datasets at most
MATCH (d:Dataset)<-[r:MENTIONS]-(p:Paper)
WHERE r.confidence >= $minConfidence
WITH d, count(p) AS papers, sum(r.count) AS mentions
RETURN d.id AS curie, d.label AS dataset, papers, mentions
ORDER BY papers DESC, mentions DESC, curie
LIMIT $limit
