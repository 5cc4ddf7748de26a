// title: With whom someone writes
// People, as kg identity resolve has told them apart: run it first. Whom it has joined to nobody stands alone.
// Where several people bear the name, each has co-authors of their own (author).
// @param name name "Björn Bergström" A name
// @param limit integer=20 5 Rows at most
MATCH (a:Author {nameKey: $name})-[:AUTHORED]->(p:Paper)<-[:AUTHORED]-(b:Author)
WHERE b.id <> a.id
OPTIONAL MATCH (a)-[:IS]->(g:Person)
OPTIONAL MATCH (b)-[:IS]->(h:Person)
WITH coalesce(g.id, a.id) AS author, coalesce(h.id, b.id) AS id, min(coalesce(h.name, b.name)) AS name, count(DISTINCT p) AS papers
RETURN author, name, papers, id
ORDER BY papers DESC, author, name, id
LIMIT $limit
