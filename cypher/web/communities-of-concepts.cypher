// title: Communities to which concepts belong
// @param concepts list ["neurokg:v4"] Ids of the concepts
// @param limit integer=6 5 Communities at most
UNWIND $concepts AS id
MATCH (o:Concept {id: id})-[:MEMBER_OF]->(c:Community)
RETURN c.id AS id, c.label AS label, c.kind AS kind, c.size AS size, count(o) AS members
ORDER BY members DESC, id
LIMIT $limit
