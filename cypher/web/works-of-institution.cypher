// title: Works whose authors name an institution, newest first, and how many
// @param institution string "institution:univ-of-oslo" Id of the institution
// @param oldest boolean=false true The oldest first
// @param last integer=9999 2030 Works of later years come last: some sources err
// @param limit integer=2000 5 Ids at most; all are counted
MATCH (i:Institution {id: $institution})<-[f:AFFILIATED_WITH]-(:Author)
WITH DISTINCT f.paper AS id
MATCH (p:Paper {id: id})
WITH p ORDER BY p.published IS NULL OR p.year > $last, CASE WHEN $oldest THEN p.published END, CASE WHEN NOT $oldest THEN p.published END DESC, p.id
WITH collect(p.id) AS ids
RETURN size(ids) AS total, ids[..$limit] AS ids
