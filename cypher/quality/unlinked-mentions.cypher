// title: Mentions that no concept of the vocabulary stands for
// @param type string=null "Method" Only this type
// @param limit integer=100 5 Mentions at most
MATCH (p:Paper)-[:HAS_MENTION]->(m:Mention {status: 'nil'})
WHERE $type IS NULL OR m.type = $type
RETURN m.text AS text, m.type AS type, p.id AS paper
ORDER BY paper, m.field DESC, m.start
LIMIT $limit
