// title: Who works on a concept or any part of it
// People, as kg identity resolve has told them apart: run it first. Whom it has joined to nobody stands alone.
// @param concept concept "UBERON:0000411" The concept
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param limit integer=20 5 People at most
MATCH (c:Concept {id: $concept})<-[:IS_A|PART_OF*0..]-(part:Concept)
WITH DISTINCT part
MATCH (part)<-[r:MENTIONS]-(p:Paper)
WHERE r.confidence >= $minConfidence
WITH DISTINCT p
MATCH (p)<-[:AUTHORED]-(a:Author)
OPTIONAL MATCH (a)-[:IS]->(h:Person)
WITH coalesce(h.id, a.id) AS id, min(coalesce(h.name, a.name)) AS name, count(DISTINCT p) AS papers, max(p.year) AS latest
RETURN name, papers, latest, id
ORDER BY papers DESC, latest IS NULL, latest DESC, name, id
LIMIT $limit
