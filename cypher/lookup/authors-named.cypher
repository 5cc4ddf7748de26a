// title: Authors who share surname and first initial
// Such a group is a group of names, not one person.
// @param key string "bergstrom b" Surname and first initial, lower case, without accents
MATCH (a:Author {nameKey: $key})-[w:AUTHORED]->(p:Paper)
WITH a, w, p ORDER BY p.published DESC, p.id
RETURN a.id AS id, a.name AS name, a.orcid AS orcid,
  collect({id: p.id, title: p.title, year: p.year, retracted: p.retracted, position: w.position}) AS papers
ORDER BY name, id
