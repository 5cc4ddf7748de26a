// title: The first papers that mention a concept or any part of it
// @param concept concept "UBERON:0000955" The concept
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param limit integer=10 5 Papers at most
MATCH (c:Concept {id: $concept})<-[:IS_A|PART_OF*0..]-(part:Concept)
WITH DISTINCT part
MATCH (part)<-[r:MENTIONS]-(p:Paper)
WHERE r.confidence >= $minConfidence AND p.published IS NOT NULL
WITH DISTINCT p
RETURN p.id AS paper, p.title AS title, p.year AS year, p.retracted AS retracted
ORDER BY p.published, paper
LIMIT $limit
