// title: Names that stay ambiguous, and how often
// @param type string=null "BrainRegion" Only this type
// @param limit integer=50 5 Names at most
MATCH (p:Paper)-[:HAS_MENTION]->(m:Mention {status: 'ambiguous'})
WHERE $type IS NULL OR m.type = $type
WITH m.text AS text, m.type AS type, count(m) AS mentions, count(DISTINCT p) AS papers, min(m.candidates) AS candidates
RETURN text, type, mentions, papers, candidates
ORDER BY mentions DESC, text, type
LIMIT $limit
