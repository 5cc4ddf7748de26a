// title: Works in which somebody names an institution as theirs, newest first
// An author with an ORCID or joined to a person counts as such, others by surname and initial.
// @param person string "name:bergstrom b" Id of the person, or of all of a name
// @param institution string "institution:univ-of-oslo" Id of the institution
MATCH (i:Institution {id: $institution})<-[f:AFFILIATED_WITH]-(a:Author)
OPTIONAL MATCH (a)-[:IS]->(h:Person)
WITH f.paper AS id, coalesce(h.id, CASE WHEN a.orcid IS NULL THEN 'name:' + a.nameKey ELSE a.id END) AS who
WHERE who = $person
WITH DISTINCT id
MATCH (p:Paper {id: id})
WITH p ORDER BY p.published IS NULL, p.published DESC, p.id
RETURN collect(p.id) AS ids
