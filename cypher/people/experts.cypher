// title: Who works on a concept or any part of it
// Names, not people: those with the same surname and first initial are counted together.
// @param concept concept "UBERON:0000411" The concept
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param limit integer=20 5 Names at most
MATCH (c:Concept {id: $concept})<-[:IS_A|PART_OF*0..]-(part:Concept)
WITH DISTINCT part
MATCH (part)<-[r:MENTIONS]-(p:Paper)
WHERE r.confidence >= $minConfidence
WITH DISTINCT p
MATCH (p)<-[w:AUTHORED]-(a:Author)
WITH a.nameKey AS key, min(w.name) AS name, count(DISTINCT p) AS papers, max(p.year) AS latest
RETURN name, papers, latest
ORDER BY papers DESC, latest DESC, name
LIMIT $limit
