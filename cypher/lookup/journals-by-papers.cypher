// title: Journals by the number of their papers
// @param limit integer=50 5 Journals at most
MATCH (p:Paper)
WHERE p.journal IS NOT NULL
RETURN p.journal AS journal, count(p) AS papers, min(p.year) AS earliest, max(p.year) AS latest
ORDER BY papers DESC, journal
LIMIT $limit
