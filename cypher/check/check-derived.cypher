// title: Papers whose MENTIONS do not equal their mentions
// Number and best confidence of each concept, in both directions.
MATCH (p:Paper)-[:HAS_MENTION]->(m:Mention)-[:REFERS_TO]->(c:Concept)
WITH p, c, count(m) AS counted, max(m.confidence) AS best
OPTIONAL MATCH (p)-[r:MENTIONS]->(c)
WITH p, c, counted, best, sum(r.count) AS derived, max(r.confidence) AS confidence
WHERE counted <> derived OR best <> confidence
RETURN DISTINCT p.id AS id
UNION
MATCH (p:Paper)-[r:MENTIONS]->(c:Concept)
WHERE NOT EXISTS { (p)-[:HAS_MENTION]->(:Mention)-[:REFERS_TO]->(c) }
RETURN DISTINCT p.id AS id
