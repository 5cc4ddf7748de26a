// title: Who writes together about a concept or any part of it
// People, as kg identity resolve has told them apart: run it first. Whom it has joined to nobody stands alone.
// @param concept concept "UBERON:0000955" The concept
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param limit integer=20 5 Pairs at most
MATCH (c:Concept {id: $concept})<-[:IS_A|PART_OF*0..]-(part:Concept)
WITH DISTINCT part
MATCH (part)<-[r:MENTIONS]-(p:Paper)
WHERE r.confidence >= $minConfidence
WITH DISTINCT p
MATCH (p)<-[:AUTHORED]-(a:Author)
OPTIONAL MATCH (a)-[:IS]->(h:Person)
WITH p, collect(DISTINCT {id: coalesce(h.id, a.id), name: coalesce(h.name, a.name)}) AS people
UNWIND people AS one
UNWIND people AS other
WITH p, one, other
WHERE one.id < other.id
WITH one.id AS firstId, other.id AS secondId, min(one.name) AS first, min(other.name) AS second, count(DISTINCT p) AS papers
RETURN first, second, papers, firstId, secondId
ORDER BY papers DESC, firstId, secondId
LIMIT $limit
