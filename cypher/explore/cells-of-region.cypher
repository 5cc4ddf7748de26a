// title: Cell types named in one sentence with a region or a part of it
// @param region concept:BrainRegion "UBERON:0000955" The region
// @param minConfidence number=0 0.5 Only mentions of at least this confidence
// @param limit integer=20 5 Cell types at most
MATCH (c:Concept {id: $region})<-[:IS_A|PART_OF*0..]-(part:Concept)
WITH DISTINCT part
MATCH (part)<-[:REFERS_TO]-(m:Mention)<-[:HAS_MENTION]-(p:Paper)
WHERE m.confidence >= $minConfidence
WITH DISTINCT p, m.field AS field, m.sentenceStart AS start
MATCH (p)-[:HAS_MENTION]->(n:Mention {type: 'CellType'})-[:REFERS_TO]->(o:Concept)
WHERE n.field = field AND n.sentenceStart = start AND n.confidence >= $minConfidence
WITH o, count(DISTINCT p.id + field + toString(start)) AS sentences, count(DISTINCT p) AS papers
RETURN o.id AS curie, o.label AS cell, sentences, papers
ORDER BY sentences DESC, papers DESC, curie
LIMIT $limit
