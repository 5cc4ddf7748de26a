// title: One person with the authors that were joined, and their papers
// @param id string "person:author-arxiv-9901.90001-1" Id of the person
MATCH (h:Person {id: $id})<-[i:IS]-(a:Author)-[w:AUTHORED]->(p:Paper)
WITH a, w, p, i, h ORDER BY p.published IS NULL, p.published DESC, p.id
RETURN a.id AS id, a.name AS name, a.orcid AS orcid, h.id AS person,
  i.other AS joinedTo, i.probability AS probability, i.evidence AS evidence,
  collect({id: p.id, title: p.title, year: p.year, retracted: p.retracted, position: w.position}) AS papers
ORDER BY name, id
