// title: Labels and types of concepts
// @param concepts list ["neurokg:v4"] Ids of the concepts
UNWIND $concepts AS id
MATCH (c:Concept {id: id})
RETURN c.id AS id, c.label AS label, [l IN labels(c) WHERE l <> 'Concept'][0] AS type
