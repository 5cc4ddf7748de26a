// title: Runs of the extraction, a page of them by id
// @param after string="" "" Id after which the page starts
// @param size integer=2000 5 Runs in a page
MATCH (r:Run)
WHERE r.id > $after
RETURN r.id AS id, r.software AS software, r.vocabulary AS vocabulary, r.model AS model
ORDER BY id
LIMIT $size
