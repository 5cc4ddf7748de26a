// title: Works with the concepts and people that stand together in each, and the institutions of these people
// An author with an ORCID or joined to a person counts as such, others by surname and initial.
// @param works list ["arxiv:2501.00001"] Ids of the works
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
UNWIND $works AS id
MATCH (p:Paper {id: id})
RETURN p.id AS id, p.title AS title, p.year AS year,
  COLLECT { MATCH (p)-[r:MENTIONS]->(c:Concept) WHERE r.confidence >= $minConfidence RETURN c.id ORDER BY c.id } AS concepts,
  COLLECT { MATCH (p)<-[w:AUTHORED]-(a:Author)
    OPTIONAL MATCH (a)-[:IS]->(h:Person)
    RETURN {id: coalesce(h.id, CASE WHEN a.orcid IS NULL THEN 'name:' + a.nameKey ELSE a.id END), name: coalesce(h.name, w.name)}
    ORDER BY w.position LIMIT 40 } AS people,
  COLLECT { MATCH (p)<-[v:AUTHORED]-(b:Author)-[f:AFFILIATED_WITH]->(i:Institution) WHERE f.paper = p.id
    OPTIONAL MATCH (b)-[:IS]->(g:Person)
    RETURN {id: i.id, name: i.name, of: coalesce(g.id, CASE WHEN b.orcid IS NULL THEN 'name:' + b.nameKey ELSE b.id END)}
    ORDER BY v.position, i.id LIMIT 40 } AS institutions
