// title: All concepts above one
// @param concept concept "neurokg:v4" The concept
MATCH (c:Concept {id: $concept})-[:IS_A|PART_OF*1..]->(o:Concept)
RETURN DISTINCT o.id AS id, o.label AS label
ORDER BY label
