// title: Ids of papers in order, a page of them
// @param after string="" "" Id after which the page starts
// @param size integer=50000 5 Ids in a page
// @param since string=null "2025-01-01" Only papers issued or changed on this date or later
MATCH (n:Paper)
WHERE n.id > $after
  AND ($since IS NULL OR n.published >= $since OR n.updated >= $since)
RETURN n.id AS id
ORDER BY id
LIMIT $size
