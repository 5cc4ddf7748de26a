// title: Topics, a page of them by id
// @param after string="" "" Id after which the page starts
// @param size integer=2000 5 Topics in a page
MATCH (t:Topic)
WHERE t.id > $after
RETURN t.id AS id, t.label AS label
ORDER BY id
LIMIT $size
