// title: Papers that mention two concepts, or parts and kinds of them
// @param first concept "UBERON:0000955" One concept
// @param second concept "neurokg:neuropixels" The other
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param limit integer=20 5 Papers at most
MATCH (b:Concept {id: $second})<-[:IS_A|PART_OF*0..]-(other:Concept)
WITH collect(DISTINCT other.id) AS others
MATCH (a:Concept {id: $first})<-[:IS_A|PART_OF*0..]-(one:Concept)
WITH DISTINCT others, one
MATCH (one)<-[r:MENTIONS]-(p:Paper)
WHERE r.confidence >= $minConfidence
WITH others, p, one ORDER BY one.label
WITH others, p, collect(one.label) AS of_first
MATCH (p)-[s:MENTIONS]->(other:Concept)
WHERE s.confidence >= $minConfidence AND other.id IN others
WITH p, of_first, other ORDER BY other.label
WITH p, of_first, collect(other.label) AS of_second
RETURN p.id AS paper, p.title AS title, p.year AS year, p.retracted AS retracted, of_first AS first, of_second AS second
ORDER BY p.published IS NULL, p.published DESC, paper
LIMIT $limit
