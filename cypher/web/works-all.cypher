// title: Works of the whole graph, newest first, and how many
// @param year integer=null 2025 Only of this year
// @param type string=null "Method" Only works that mention a concept of this type
// @param oldest boolean=false true The oldest first
// @param last integer=9999 2030 Works of later years come last: some sources err
// @param limit integer=2000 5 Ids at most; all are counted
MATCH (p:Paper)
WHERE ($year IS NULL OR p.year = $year)
  AND ($type IS NULL OR EXISTS { MATCH (p)-[:MENTIONS]->(t:Concept) WHERE $type IN labels(t) })
WITH p ORDER BY p.published IS NULL OR p.year > $last, CASE WHEN $oldest THEN p.published END, CASE WHEN NOT $oldest THEN p.published END DESC, p.id
WITH collect(p.id) AS ids
RETURN size(ids) AS total, ids[..$limit] AS ids
