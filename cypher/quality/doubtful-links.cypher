// title: The links that are least sure
// @param maxConfidence number=0.7 0.99 Only links below this confidence
// @param type string=null "Method" Only this type
// @param limit integer=50 5 Mentions at most
MATCH (c:Concept)<-[:REFERS_TO]-(m:Mention)<-[:HAS_MENTION]-(p:Paper)
WHERE m.confidence < $maxConfidence AND ($type IS NULL OR m.type = $type)
RETURN m.text AS text, c.id AS curie, c.label AS label, m.confidence AS confidence, m.match AS match, m.reason AS reason, m.id AS mention
ORDER BY confidence, mention
LIMIT $limit
