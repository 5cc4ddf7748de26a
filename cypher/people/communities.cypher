// title: Communities of people and of concepts, the largest first
// As kg communities has found them; modularity is that of the whole parting of its kind.
// @param kind string=null "concepts" "people" or "concepts" only
// @param limit integer=20 5 Communities at most
MATCH (c:Community)
WHERE $kind IS NULL OR c.kind = $kind
RETURN c.id AS id, c.kind AS kind, c.label AS label, c.size AS size, c.modularity AS modularity
ORDER BY size DESC, id
LIMIT $limit
