// title: Ids of a concept and of all its parts and kinds
// @param concept concept "UBERON:0000411" The concept
MATCH (c:Concept {id: $concept})<-[:IS_A|PART_OF*0..]-(part:Concept)
RETURN DISTINCT part.id AS id
ORDER BY id
