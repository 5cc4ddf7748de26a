// title: Topics
// @param ids list ["arxiv.category:q-bio.NC"] Ids of the topics
UNWIND $ids AS id
MATCH (t:Topic {id: id})
RETURN t.id AS id, t.label AS label
ORDER BY id
