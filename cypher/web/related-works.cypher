// title: Works near to one by the rarest concepts they share, without a look at the whole graph
// What they share comes rarest first, for the rows of a match come in the order of where it began.
// @param paper string "arxiv:2501.00001" Id of the work
// @param most integer=3000 1000 Concepts that more works mention do not count
// @param limit integer=8 5 Works at most
MATCH (p:Paper {id: $paper})-[:MENTIONS]->(c:Concept)
WITH p, c, COUNT { (c)<-[:MENTIONS]-() } AS having
WHERE having > 1 AND having <= $most
WITH p, c, having ORDER BY having, c.id LIMIT 4
MATCH (c)<-[:MENTIONS]-(o:Paper)
WHERE o.id <> $paper
WITH o, collect(c.label) AS shared, sum(log(1 + 100000.0 / having)) AS score
ORDER BY score DESC, o.id LIMIT $limit
RETURN o.id AS paper, o.title AS title, o.year AS year, o.retracted AS retracted, round(score * 1000.0) / 1000.0 AS score, shared,
  COLLECT { MATCH (o)<-[w:AUTHORED]-(:Author) RETURN w.name ORDER BY w.position LIMIT 2 } AS authors
ORDER BY score DESC, paper
