// title: Which of some concepts are directly above which
// @param concepts list ["neurokg:v4", "UBERON:0000411"] Ids of the concepts
UNWIND $concepts AS id
MATCH (c:Concept {id: id})-[r:IS_A|PART_OF]->(o:Concept)
WHERE o.id IN $concepts
RETURN c.id AS below, o.id AS above, type(r) AS how
ORDER BY below, above
