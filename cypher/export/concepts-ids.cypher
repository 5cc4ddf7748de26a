// title: Ids of concepts in order, a page of them
// @param after string="" "" Id after which the page starts
// @param size integer=50000 5 Ids in a page
// @param type string=null "BrainRegion" Only concepts of this type
MATCH (n:Concept)
WHERE n.id > $after
  AND ($type IS NULL OR $type IN labels(n))
RETURN n.id AS id
ORDER BY id
LIMIT $size
