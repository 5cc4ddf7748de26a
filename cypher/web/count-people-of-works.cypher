// title: How many people wrote works, and how many of them several
// An author with an ORCID or joined to a person counts as such, others by surname and initial.
// @param works list ["arxiv:2501.00001"] Ids of the works
// @param several integer=2 3 From how many works on somebody counts as an expert
UNWIND $works AS id
MATCH (p:Paper {id: id})<-[:AUTHORED]-(a:Author)
OPTIONAL MATCH (a)-[:IS]->(h:Person)
WITH coalesce(h.id, CASE WHEN a.orcid IS NULL THEN 'name:' + a.nameKey ELSE a.id END) AS who, count(DISTINCT p) AS works
RETURN count(who) AS people, sum(CASE WHEN works >= $several THEN 1 ELSE 0 END) AS experts
