// title: Datasets by the number of papers that name them
// @param limit integer=20 5 Datasets at most
MATCH (d:Dataset)<-[r:MENTIONS]-(p:Paper)
WITH d, count(p) AS papers, sum(r.count) AS mentions
RETURN d.id AS curie, d.label AS dataset, papers, mentions
ORDER BY papers DESC, mentions DESC, curie
LIMIT $limit
