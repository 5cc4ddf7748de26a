// title: Authors, where they work, whether they are a group, and the person that each was found to be
// @param ids list ["author:arxiv-2501.00001-1"] Ids of the authors
UNWIND $ids AS id
MATCH (a:Author {id: id})
OPTIONAL MATCH (a)-[:AFFILIATED_WITH]->(i:Institution)
WITH a, i ORDER BY a.id, i.id
WITH a, collect(DISTINCT i.id) AS institutions
OPTIONAL MATCH (a)-[s:IS]->(h:Person)
RETURN a.id AS id, a.name AS name, EXISTS { MATCH (a)-[w:AUTHORED]->(:Paper) WHERE w.group IS NOT NULL } AS group,
  institutions, h.id AS person, s.other AS joinedTo,
  s.probability AS probability, s.evidence AS evidence
ORDER BY id
