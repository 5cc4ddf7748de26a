// title: Sentences of some works that mention one of some concepts, with what a reader wants to know of the work
// Offsets count code points of the field, half-open; those of the mentions are of these concepts alone.
// @param works list ["arxiv:2501.00001"] Ids of the works
// @param concepts list ["neurokg:v4"] Ids of the concepts
UNWIND range(0, size($works) - 1) AS place
MATCH (p:Paper {id: $works[place]})-[:HAS_MENTION]->(m:Mention)-[:REFERS_TO]->(c:Concept)
WHERE c.id IN $concepts
WITH place, p, m, c.id AS concept ORDER BY m.start
WITH place, p, m.field AS field, m.sentenceStart AS start, m.sentenceEnd AS end, max(m.sentence) AS stored,
  collect({start: m.start, end: m.end, type: m.type, concept: concept}) AS mentions
RETURN p.id AS paper, p.title AS title, p.year AS year, p.retracted AS retracted, field, start, mentions,
  coalesce(stored, substring(CASE field WHEN 'title' THEN p.title WHEN 'abstract' THEN p.abstract ELSE p.text END,
    start, end - start)) AS sentence,
  COLLECT { MATCH (p)<-[w:AUTHORED]-(:Author) RETURN w.name ORDER BY w.position LIMIT 2 } AS authors
ORDER BY place, field, start
