// title: Methods used with a region or its parts, by year
// @param region concept:BrainRegion "UBERON:0000411" The region
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param limit integer=50 5 Rows at most
MATCH (c:Concept {id: $region})<-[:IS_A|PART_OF*0..]-(part:Concept)
WITH DISTINCT part
MATCH (part)<-[r:MENTIONS]-(p:Paper)-[s:MENTIONS]->(m:Method)
WHERE r.confidence >= $minConfidence AND s.confidence >= $minConfidence AND p.year IS NOT NULL
WITH p.year AS year, m, count(DISTINCT p) AS papers
RETURN year, m.id AS curie, m.label AS method, papers
ORDER BY year DESC, papers DESC, curie
LIMIT $limit
