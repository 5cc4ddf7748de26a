// title: Names of all people, and how many works they wrote
// An author with an ORCID or joined to a person counts as such, others by surname and initial.
MATCH (a:Author)-[w:AUTHORED]->(p:Paper)
OPTIONAL MATCH (a)-[:IS]->(h:Person)
WITH coalesce(h.id, CASE WHEN a.orcid IS NULL THEN 'name:' + a.nameKey ELSE a.id END) AS id,
  coalesce(h.name, w.name) AS name, p
RETURN id, collect(DISTINCT name) AS names, count(DISTINCT p) AS works
ORDER BY id
