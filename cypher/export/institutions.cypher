// title: Institutions, a page of them by id
// @param after string="" "" Id after which the page starts
// @param size integer=2000 5 Institutions in a page
MATCH (i:Institution)
WHERE i.id > $after
RETURN i.id AS id, i.name AS name
ORDER BY id
LIMIT $size
