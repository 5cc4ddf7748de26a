// title: Communities of people to which those belong who wrote works
// @param works list ["arxiv:2501.00001"] Ids of the works
// @param skip integer=0 24 Communities to pass over
// @param limit integer=6 5 Communities at most
UNWIND $works AS id
MATCH (p:Paper {id: id})<-[:AUTHORED]-(a:Author)
OPTIONAL MATCH (a)-[:IS]->(h:Person)
WITH p, coalesce(h, a) AS who
MATCH (who)-[:MEMBER_OF]->(c:Community)
WITH c, count(DISTINCT p) AS works, count(DISTINCT who) AS people, collect(DISTINCT p.id)[..20] AS sample
RETURN c.id AS id, c.label AS label, c.kind AS kind, c.size AS size, works, people, sample
ORDER BY works DESC, people DESC, id
SKIP $skip LIMIT $limit
