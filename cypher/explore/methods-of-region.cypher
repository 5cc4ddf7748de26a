// title: Methods that are used with a region or its parts
// Counted in papers that mention both.
// @param region concept:BrainRegion "UBERON:0000411" The region
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param limit integer=20 5 Methods at most
MATCH (c:Concept {id: $region})<-[:IS_A|PART_OF*0..]-(part:Concept)
WITH DISTINCT part
MATCH (part)<-[r:MENTIONS]-(p:Paper)-[s:MENTIONS]->(m:Method)
WHERE r.confidence >= $minConfidence AND s.confidence >= $minConfidence
WITH m, count(DISTINCT p) AS papers
RETURN m.id AS curie, m.label AS method, papers
ORDER BY papers DESC, curie
LIMIT $limit
