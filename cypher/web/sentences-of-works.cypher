// title: Sentences of some works that mention a concept, with what a reader wants to know of the work
// Offsets count code points of the field, half-open; those of the mentions are of the concept alone.
// @param works list ["arxiv:2501.00001"] Ids of the works
// @param concept concept "neurokg:v4" The concept
UNWIND range(0, size($works) - 1) AS place
MATCH (p:Paper {id: $works[place]})-[:HAS_MENTION]->(m:Mention)-[:REFERS_TO]->(c:Concept)
WHERE c.id = $concept
WITH place, p, m ORDER BY m.start
WITH place, p, m.field AS field, m.sentenceStart AS start, m.sentenceEnd AS end, max(m.sentence) AS stored,
  collect({start: m.start, end: m.end}) AS mentions
RETURN p.id AS paper, p.title AS title, p.year AS year, p.retracted AS retracted, field, start, mentions,
  coalesce(stored, substring(CASE field WHEN 'title' THEN p.title WHEN 'abstract' THEN p.abstract ELSE p.text END,
    start, end - start)) AS sentence,
  COLLECT { MATCH (p)<-[w:AUTHORED]-(:Author) RETURN w.name ORDER BY w.position LIMIT 2 } AS authors
ORDER BY place, field, start
