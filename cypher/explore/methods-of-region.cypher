// title: Methods that are used with a region or its parts
// Counted in papers that mention both.
// @param region concept:BrainRegion "UBERON:0000411" The region
// @param limit integer=20 5 Methods at most
MATCH (c:Concept {id: $region})<-[:IS_A|PART_OF*0..]-(part:Concept)
WITH DISTINCT part
MATCH (part)<-[:MENTIONS]-(p:Paper)-[:MENTIONS]->(m:Method)
WITH m, count(DISTINCT p) AS papers
RETURN m.id AS curie, m.label AS method, papers
ORDER BY papers DESC, curie
LIMIT $limit
