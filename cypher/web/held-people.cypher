// title: Who wrote each work
// An author with an ORCID or joined to a person counts as such, others by surname and initial.
MATCH (p:Paper)<-[w:AUTHORED]-(a:Author)
OPTIONAL MATCH (a)-[:IS]->(h:Person)
RETURN p.id AS work, a.id AS author, coalesce(h.name, w.name) AS name,
  coalesce(h.id, CASE WHEN a.orcid IS NULL THEN 'name:' + a.nameKey ELSE a.id END) AS id
