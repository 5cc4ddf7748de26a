// title: Species in which a region or a part of it is studied
// Counted in papers that mention both.
// @param region concept:BrainRegion "UBERON:0000955" The region
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param limit integer=20 5 Species at most
MATCH (c:Concept {id: $region})<-[:IS_A|PART_OF*0..]-(part:Concept)
WITH DISTINCT part
MATCH (part)<-[r:MENTIONS]-(p:Paper)-[s:MENTIONS]->(o:Species)
WHERE r.confidence >= $minConfidence AND s.confidence >= $minConfidence
WITH o, count(DISTINCT p) AS papers
RETURN o.id AS curie, o.label AS species, papers
ORDER BY papers DESC, curie
LIMIT $limit
