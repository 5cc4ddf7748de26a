// title: What the graph knows of one concept
// Papers that mention it, the names that wrote most of them, and what they mention beside it.
// @param concept concept "neurokg:v4" The concept
// @param limit integer=5 5 Names and concepts at most
OPTIONAL MATCH (c:Concept {id: $concept})
RETURN
  COUNT { (c)<-[:MENTIONS]-(:Paper) } AS papers,
  COLLECT {
    MATCH (c)<-[:MENTIONS]-(p:Paper)<-[w:AUTHORED]-(a:Author)
    WITH a.nameKey AS key, min(w.name) AS name, count(DISTINCT p) AS n
    ORDER BY n DESC, name
    LIMIT $limit
    RETURN {id: key, label: name, papers: n}
  } AS authors,
  COLLECT {
    MATCH (c)<-[:MENTIONS]-(p:Paper)-[:MENTIONS]->(o:Concept)
    WHERE o.id <> $concept
    WITH o, count(DISTINCT p) AS n
    ORDER BY n DESC, o.id
    LIMIT $limit
    RETURN {id: o.id, label: o.label, papers: n, type: [l IN labels(o) WHERE l <> 'Concept'][0]}
  } AS mentionedWith
