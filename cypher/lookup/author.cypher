// title: One author with papers, by id
// @param id string "author:arxiv-9901.90001-1" Id of the author, such as orcid:0000-0002-1825-0097
MATCH (a:Author {id: $id})-[w:AUTHORED]->(p:Paper)
WITH a, w, p ORDER BY p.published DESC, p.id
RETURN a.id AS id, a.name AS name, a.orcid AS orcid,
  collect({id: p.id, title: p.title, year: p.year, retracted: p.retracted, position: w.position}) AS papers
ORDER BY id
