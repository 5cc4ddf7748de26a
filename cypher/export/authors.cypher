// title: Authors and where they work, a page of them by id
// @param after string="" "" Id after which the page starts
// @param size integer=2000 5 Authors in a page
MATCH (a:Author)
WHERE a.id > $after
WITH a ORDER BY a.id LIMIT $size
OPTIONAL MATCH (a)-[:AFFILIATED_WITH]->(i:Institution)
WITH a, i ORDER BY a.id, i.id
RETURN a.id AS id, a.name AS name, a.orcid AS orcid, collect(DISTINCT i.id) AS institutions
ORDER BY id
