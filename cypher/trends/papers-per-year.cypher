// title: Papers per year that mention a concept or any part of it
// @param concept concept "UBERON:0000411" The concept
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
MATCH (c:Concept {id: $concept})<-[:IS_A|PART_OF*0..]-(part:Concept)
WITH DISTINCT part
MATCH (part)<-[r:MENTIONS]-(p:Paper)
WHERE r.confidence >= $minConfidence AND p.year IS NOT NULL
RETURN p.year AS year, count(DISTINCT p) AS papers
ORDER BY year
