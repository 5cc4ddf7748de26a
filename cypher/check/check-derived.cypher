// title: Papers whose MENTIONS do not equal their mentions
MATCH (p:Paper)
OPTIONAL MATCH (p)-[r:MENTIONS]->(:Concept)
WITH p, coalesce(sum(r.count), 0) AS derived
OPTIONAL MATCH (p)-[:HAS_MENTION]->(m:Mention {status: 'linked'})
WITH p, derived, count(m) AS counted
WHERE derived <> counted
RETURN p.id AS id
ORDER BY id
