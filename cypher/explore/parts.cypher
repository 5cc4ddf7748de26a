// title: Parts and kinds of a concept that papers mention
// @param concept concept "UBERON:0000411" The concept
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param limit integer=50 5 Concepts at most
MATCH (c:Concept {id: $concept})<-[:IS_A|PART_OF*1..]-(part:Concept)
WITH DISTINCT part
MATCH (part)<-[r:MENTIONS]-(p:Paper)
WHERE r.confidence >= $minConfidence
WITH part, count(DISTINCT p) AS papers
RETURN part.id AS curie, part.label AS label, papers
ORDER BY papers DESC, curie
LIMIT $limit
