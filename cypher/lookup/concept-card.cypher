// title: What the graph knows of one concept
// Papers that mention it, the people who wrote most of them (as kg identity resolve has told them apart), and what they mention beside it.
// @param concept concept "neurokg:v4" The concept
// @param limit integer=5 5 People and concepts at most
OPTIONAL MATCH (c:Concept {id: $concept})
RETURN
  COUNT { (c)<-[:MENTIONS]-(:Paper) } AS papers,
  COLLECT {
    MATCH (c)<-[:MENTIONS]-(p:Paper)<-[:AUTHORED]-(a:Author)
    OPTIONAL MATCH (a)-[:IS]->(h:Person)
    WITH coalesce(h.id, a.id) AS id, min(coalesce(h.name, a.name)) AS name, count(DISTINCT p) AS n
    ORDER BY n DESC, name, id
    LIMIT $limit
    RETURN {id: id, label: name, papers: n}
  } AS authors,
  COLLECT {
    MATCH (c)<-[:MENTIONS]-(p:Paper)-[:MENTIONS]->(o:Concept)
    WHERE o.id <> $concept
    WITH o, count(DISTINCT p) AS n
    ORDER BY n DESC, o.id
    LIMIT $limit
    RETURN {id: o.id, label: o.label, papers: n, type: [l IN labels(o) WHERE l <> 'Concept'][0]}
  } AS mentionedWith
