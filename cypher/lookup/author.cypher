// title: One author with papers, by id
// @param id string "author:arxiv-9901.90001-1" Id of the author, such as orcid:0000-0002-1825-0097
MATCH (a:Author {id: $id})-[w:AUTHORED]->(p:Paper)
OPTIONAL MATCH (a)-[i:IS]->(h:Person)
WITH a, w, p, i, h ORDER BY p.published IS NULL, p.published DESC, p.id
RETURN a.id AS id, a.name AS name, a.orcid AS orcid, h.id AS person,
  i.other AS joinedTo, i.probability AS probability, i.evidence AS evidence,
  collect({id: p.id, title: p.title, year: p.year, retracted: p.retracted, position: w.position}) AS papers
ORDER BY id
