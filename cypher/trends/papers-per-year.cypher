// title: Papers per year that mention a concept or any part of it
// @param concept concept "UBERON:0000411" The concept
MATCH (c:Concept {id: $concept})<-[:IS_A|PART_OF*0..]-(part:Concept)
WITH DISTINCT part
MATCH (part)<-[:MENTIONS]-(p:Paper)
WHERE p.year IS NOT NULL
RETURN p.year AS year, count(DISTINCT p) AS papers
ORDER BY year
