// title: How many works mention each of some concepts
// @param concepts list ["neurokg:v4"] Ids of the concepts
UNWIND $concepts AS id
MATCH (c:Concept {id: id})
RETURN c.id AS id, COUNT { (c)<-[:MENTIONS]-(:Paper) } AS works
ORDER BY id
