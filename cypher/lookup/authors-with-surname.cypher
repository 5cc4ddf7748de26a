// title: Authors who share a surname
// Such a group is a group of names; authors that are one person share the same person.
// @param surname string "bergstrom" Surname, lower case, without accents
MATCH (a:Author)-[w:AUTHORED]->(p:Paper)
WHERE a.nameKey STARTS WITH $surname + ' '
OPTIONAL MATCH (a)-[i:IS]->(h:Person)
WITH a, w, p, i, h ORDER BY p.published IS NULL, p.published DESC, p.id
RETURN a.id AS id, a.name AS name, a.orcid AS orcid, h.id AS person,
  i.other AS joinedTo, i.probability AS probability, i.evidence AS evidence,
  collect({id: p.id, title: p.title, year: p.year, retracted: p.retracted, position: w.position}) AS papers
ORDER BY name, id
