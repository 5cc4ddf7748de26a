// title: Ids of communities in order, a page of them
// @param after string="" "" Id after which the page starts
// @param size integer=50000 5 Ids in a page
MATCH (n:Community)
WHERE n.id > $after
RETURN n.id AS id
ORDER BY id
LIMIT $size
