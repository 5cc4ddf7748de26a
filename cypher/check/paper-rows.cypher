// title: Some papers with all that stands around them, and the records that they are made of
// @param ids list ["arxiv:2501.00001"] Ids of the papers
UNWIND $ids AS id
MATCH (p:Paper {id: id})
RETURN p.id AS id, properties(p) AS paper,
  COLLECT { MATCH (p)<-[:RECORD_OF]-(r:Record) RETURN {id: r.id, digest: r.digest, content: r.content} ORDER BY r.id } AS records,
  COLLECT {
    MATCH (p)-[:HAS_MENTION]->(m:Mention)
    OPTIONAL MATCH (m)-[:REFERS_TO]->(c:Concept)
    OPTIONAL MATCH (m)-[:EXTRACTED_IN]->(x:Run)
    RETURN {properties: properties(m), concept: c.id, run: x.id} ORDER BY m.id
  } AS mentions,
  COLLECT { MATCH (p)<-[w:AUTHORED]-(:Author) RETURN {position: w.position, name: w.name, domains: w.domains, group: w.group} ORDER BY w.position } AS authors,
  COLLECT {
    MATCH (p)<-[:AUTHORED]-(a:Author)
    WITH DISTINCT a, p
    MATCH (a)-[f:AFFILIATED_WITH]->(i:Institution)
    WHERE f.paper = p.id
    RETURN {id: i.id, name: f.name} ORDER BY i.id
  } AS affiliations,
  COLLECT { MATCH (p)-[t:IN_TOPIC]->(n:Topic) RETURN {id: n.id, primary: t.primary} ORDER BY n.id } AS topics,
  COLLECT { MATCH (p)-[d:MENTIONS]->(n:Concept) RETURN {concept: n.id, count: d.count, confidence: d.confidence} ORDER BY n.id } AS derived
ORDER BY id
