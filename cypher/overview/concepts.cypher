// title: All concepts, with their type and what stands directly above them
MATCH (c:Concept)
RETURN c.id AS id, [l IN labels(c) WHERE l <> 'Concept'][0] AS type,
  COLLECT { MATCH (c)-[:IS_A|PART_OF]->(parent:Concept) RETURN parent.id } AS parents
