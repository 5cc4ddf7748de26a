// title: How many people wrote works, and how many of them several
// An author with an ORCID or joined to a person counts as such, others by surname and initial: as many as one work names
// so. Rows are what people-of-works answers, one for all who share a name.
// @param works list ["arxiv:2501.00001"] Ids of the works
// @param several integer=2 3 From how many works on somebody counts as an expert
UNWIND $works AS id
MATCH (p:Paper {id: id})<-[:AUTHORED]-(a:Author)
OPTIONAL MATCH (a)-[:IS]->(h:Person)
WITH coalesce(h.id, CASE WHEN a.orcid IS NULL THEN 'name:' + a.nameKey ELSE a.id END) AS who, p, count(DISTINCT coalesce(h, a)) AS bearers
WITH who, count(p) AS works, max(bearers) AS bearers
RETURN count(who) AS rows, sum(bearers) AS people, sum(CASE WHEN works >= $several THEN 1 ELSE 0 END) AS experts
