// title: Works whose authors name an institution, newest first
// @param institution string "institution:univ-of-oslo" Id of the institution
// @param last integer=9999 2030 Works of later years come last: some sources err
MATCH (i:Institution {id: $institution})<-[f:AFFILIATED_WITH]-(:Author)
WITH DISTINCT f.paper AS id
MATCH (p:Paper {id: id})
WITH p ORDER BY p.published IS NULL OR p.year > $last, p.published DESC, p.id
RETURN collect(p.id) AS ids
