// title: Datasets named in papers that mention a concept
// @param concept concept "neurokg:v4" The concept
// @param limit integer=20 5 Datasets at most
MATCH (c:Concept {id: $concept})<-[:MENTIONS]-(p:Paper)-[:MENTIONS]->(d:Dataset)
WHERE d.id <> $concept
WITH d, count(DISTINCT p) AS papers
RETURN d.id AS curie, d.label AS dataset, papers
ORDER BY papers DESC, curie
LIMIT $limit
