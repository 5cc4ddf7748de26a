// title: Who wrote works, those with most of them first
// An author with an ORCID or joined to a person counts as such, others by surname and initial.
// @param works list ["arxiv:2501.00001"] Ids of the works
// @param least integer=1 2 Only who wrote at least so many of them
// @param skip integer=0 60 People to pass over
// @param limit integer=12 5 People at most
// @param last integer=9999 2030 Works of later years are nobody's latest: some sources err
UNWIND $works AS id
MATCH (p:Paper {id: id})<-[w:AUTHORED]-(a:Author)
OPTIONAL MATCH (a)-[:IS]->(h:Person)
WITH coalesce(h.id, CASE WHEN a.orcid IS NULL THEN 'name:' + a.nameKey ELSE a.id END) AS id,
  coalesce(h.name, w.name) AS name, p, a
WITH id, collect(DISTINCT name) AS names, count(DISTINCT p) AS works, count(DISTINCT a) AS records, max(CASE WHEN p.year <= $last THEN p.year END) AS latest, min(a.id) AS author,
  collect(DISTINCT p.id)[..20] AS sample
WHERE works >= $least
RETURN id, names, works, records, latest, author, sample
ORDER BY works DESC, latest DESC, id
SKIP $skip LIMIT $limit
