// title: Ids of persons in order, a page of them
// @param after string="" "" Id after which the page starts
// @param size integer=50000 5 Ids in a page
// @param since string=null "2025-01-01" Only of papers issued or changed on this date or later
MATCH (n:Person)
WHERE n.id > $after
  AND ($since IS NULL OR EXISTS { MATCH (n)<-[:IS]-(:Author)-[:AUTHORED]->(p:Paper) WHERE p.published >= $since OR p.updated >= $since })
RETURN n.id AS id
ORDER BY id
LIMIT $size
