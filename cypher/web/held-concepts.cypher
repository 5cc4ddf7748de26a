// title: All concepts with what is above them and the works that mention them
// Groups of species have kinds below them and are no species, which bear names of two words.
MATCH (c:Concept)
RETURN c.id AS id, c.label AS label, [l IN labels(c) WHERE l <> 'Concept'][0] AS type,
  NOT c.label CONTAINS ' ' AND EXISTS { MATCH (c)<-[:IS_A]-(:Species) } AS isGroup,
  COLLECT { MATCH (c)-[:IS_A|PART_OF]->(o:Concept) RETURN o.id } AS above,
  COLLECT { MATCH (c)<-[:MENTIONS]-(p:Paper) RETURN p.id } AS works
