// title: Candidates of ambiguous mentions
// @param type string=null "BrainRegion" Only of mentions of this type
MATCH (m:Mention)
WHERE m.status = 'ambiguous' AND ($type IS NULL OR m.type = $type)
RETURN DISTINCT m.type AS type, m.candidates AS candidates
ORDER BY type, candidates
