// title: All concepts, with what stands directly above them
MATCH (c:Concept)
RETURN c.id AS id, COLLECT { MATCH (c)-[:IS_A|PART_OF]->(parent:Concept) RETURN parent.id } AS parents
