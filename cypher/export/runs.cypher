// title: Runs of the extraction
// @param ids list ["run:0123456789ab"] Ids of the runs
UNWIND $ids AS id
MATCH (r:Run {id: id})
RETURN r.id AS id, r.software AS software, r.vocabulary AS vocabulary, r.model AS model,
  r.namespaces AS namespaces, r.added AS added
ORDER BY id
