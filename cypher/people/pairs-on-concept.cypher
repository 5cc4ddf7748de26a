// title: Who writes together about a concept or any part of it
// Names, not people: those with the same surname and first initial are counted together.
// @param concept concept "UBERON:0000955" The concept
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param limit integer=20 5 Pairs at most
MATCH (c:Concept {id: $concept})<-[:IS_A|PART_OF*0..]-(part:Concept)
WITH DISTINCT part
MATCH (part)<-[r:MENTIONS]-(p:Paper)
WHERE r.confidence >= $minConfidence
WITH DISTINCT p
MATCH (p)<-[v:AUTHORED]-(a:Author)
MATCH (p)<-[w:AUTHORED]-(b:Author)
WHERE a.nameKey < b.nameKey
WITH a.nameKey AS one, b.nameKey AS other, min(v.name) AS first, min(w.name) AS second, count(DISTINCT p) AS papers
RETURN first, second, papers
ORDER BY papers DESC, one, other
LIMIT $limit
