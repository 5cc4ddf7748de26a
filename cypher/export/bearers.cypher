// title: What is known of authors before people are told apart
// Groups (consortia and the like) are nobody.
// @param ids list ["author:arxiv-2501.00001-1"] Ids of the authors
UNWIND $ids AS id
MATCH (a:Author {id: id})
WHERE NOT EXISTS { MATCH (a)-[w:AUTHORED]->(:Paper) WHERE w.group IS NOT NULL }
RETURN a.id AS id, a.orcid AS orcid,
  COLLECT { MATCH (a)-[w:AUTHORED]->(:Paper) RETURN DISTINCT w.name ORDER BY w.name } AS names,
  COLLECT { MATCH (a)-[:AUTHORED]->(p:Paper) RETURN {id: p.id, year: p.year, journal: p.journal} ORDER BY p.id } AS papers,
  COLLECT { MATCH (a)-[:AUTHORED]->(:Paper)<-[:AUTHORED]-(b:Author) WHERE b.id <> a.id RETURN DISTINCT b.nameKey ORDER BY b.nameKey } AS coAuthors,
  COLLECT { MATCH (a)-[:AUTHORED]->(:Paper)-[:MENTIONS]->(c:Concept) RETURN DISTINCT c.id ORDER BY c.id } AS concepts,
  COLLECT { MATCH (a)-[:AFFILIATED_WITH]->(i:Institution) RETURN DISTINCT i.id ORDER BY i.id } AS institutions,
  COLLECT { MATCH (a)-[w:AUTHORED]->(:Paper) WHERE w.domains IS NOT NULL RETURN w.domains } AS domains
ORDER BY id
