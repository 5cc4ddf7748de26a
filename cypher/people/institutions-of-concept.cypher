// title: Institutions whose authors write about a concept or any part of it
// @param concept concept "UBERON:0000955" The concept
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param limit integer=20 5 Institutions at most
MATCH (c:Concept {id: $concept})<-[:IS_A|PART_OF*0..]-(part:Concept)
WITH DISTINCT part
MATCH (part)<-[r:MENTIONS]-(p:Paper)
WHERE r.confidence >= $minConfidence
WITH DISTINCT p
MATCH (p)<-[:AUTHORED]-(a:Author)-[f:AFFILIATED_WITH]->(i:Institution)
WHERE f.paper = p.id
WITH i, count(DISTINCT p) AS papers, max(p.year) AS latest
RETURN i.id AS id, i.name AS institution, papers, latest
ORDER BY papers DESC, latest IS NULL, latest DESC, id
LIMIT $limit
