// title: One institution and how many authors name it
// @param institution string "institution:univ-of-oslo" Id of the institution
MATCH (i:Institution {id: $institution})
RETURN i.id AS id, i.name AS name,
  COLLECT { MATCH (i)<-[f:AFFILIATED_WITH]-(:Author) RETURN DISTINCT f.name AS name ORDER BY name LIMIT 12 } AS names
