// title: Which methods are used in which parts of a region
// A row for each pair of a part (or the region itself) and a method that papers mention together.
// @param region concept:BrainRegion "UBERON:0000411" The region
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param limit integer=50 5 Pairs at most
MATCH (c:Concept {id: $region})<-[:IS_A|PART_OF*0..]-(part:Concept)
WITH DISTINCT part
MATCH (part)<-[r:MENTIONS]-(p:Paper)-[s:MENTIONS]->(m:Method)
WHERE r.confidence >= $minConfidence AND s.confidence >= $minConfidence
WITH part, m, count(DISTINCT p) AS papers
RETURN part.id AS region, part.label AS regionLabel, m.id AS method, m.label AS methodLabel, papers
ORDER BY papers DESC, region, method
LIMIT $limit
