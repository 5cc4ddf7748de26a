// title: Authors who share a surname
// Such a group is a group of names, not one person.
// @param surname string "bergstrom" Surname, lower case, without accents
MATCH (a:Author)-[w:AUTHORED]->(p:Paper)
WHERE a.nameKey STARTS WITH $surname + ' '
WITH a, w, p ORDER BY p.published DESC, p.id
RETURN a.id AS id, a.name AS name, a.orcid AS orcid,
  collect({id: p.id, title: p.title, year: p.year, retracted: p.retracted, position: w.position}) AS papers
ORDER BY name, id
