// title: Papers that mention a region or any part of it
// Newest first; parts are followed by IS_A and PART_OF.
// @param region concept:BrainRegion "UBERON:0000411" The region
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param limit integer=20 5 Papers at most
MATCH (c:Concept {id: $region})<-[:IS_A|PART_OF*0..]-(part:Concept)
WITH DISTINCT part
MATCH (part)<-[r:MENTIONS]-(p:Paper)
WHERE r.confidence >= $minConfidence
WITH p, part ORDER BY r.count DESC, part.label
WITH p, collect(part.label) AS regions
RETURN p.id AS paper, p.title AS title, p.year AS year, p.retracted AS retracted, regions
ORDER BY p.published IS NULL, p.published DESC, paper
LIMIT $limit
