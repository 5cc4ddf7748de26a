// title: With whom someone writes
// Names, not people: those with the same surname and first initial are counted together.
// @param name name "Björn Bergström" A name
// @param limit integer=20 5 Names at most
MATCH (a:Author {nameKey: $name})-[:AUTHORED]->(p:Paper)<-[w:AUTHORED]-(b:Author)
WHERE b.nameKey <> $name
WITH b.nameKey AS key, min(w.name) AS name, count(DISTINCT p) AS papers
RETURN name, papers
ORDER BY papers DESC, name
LIMIT $limit
