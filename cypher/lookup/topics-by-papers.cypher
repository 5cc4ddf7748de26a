// title: Topics by the number of their papers
// @param limit integer=50 5 Topics at most
MATCH (t:Topic)<-[i:IN_TOPIC]-(p:Paper)
RETURN t.id AS topic, t.label AS label, count(p) AS papers, sum(CASE WHEN i.primary THEN 1 ELSE 0 END) AS asPrimary
ORDER BY papers DESC, topic
LIMIT $limit
