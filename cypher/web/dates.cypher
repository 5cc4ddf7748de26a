// title: When works were published
// @param works list ["arxiv:2501.00001"] Ids of the works
UNWIND $works AS id
MATCH (p:Paper {id: id})
RETURN p.id AS id, coalesce(p.updated, p.published) AS published
