// title: Under which id the site shows the people of author records
// Who has an ORCID or is joined to a person stands for themselves, others for all of their name.
// @param ids list ["author:arxiv-2501.00001-1"] Ids; those of no author are passed over
UNWIND $ids AS id
MATCH (a:Author {id: id})
OPTIONAL MATCH (a)-[:IS]->(h:Person)
RETURN a.id AS author, coalesce(h.id, CASE WHEN a.orcid IS NULL THEN 'name:' + a.nameKey ELSE a.id END) AS person
