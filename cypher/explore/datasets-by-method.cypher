// title: Datasets named in papers that use a method or a special form of it
// @param method concept:Method "neurokg:neuropixels" The method
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param limit integer=20 5 Datasets at most
MATCH (c:Concept {id: $method})<-[:IS_A*0..]-(kind:Concept)
WITH DISTINCT kind
MATCH (kind)<-[r:MENTIONS]-(p:Paper)-[s:MENTIONS]->(d:Dataset)
WHERE r.confidence >= $minConfidence AND s.confidence >= $minConfidence
WITH d, count(DISTINCT p) AS papers
RETURN d.id AS curie, d.label AS dataset, papers
ORDER BY papers DESC, curie
LIMIT $limit
