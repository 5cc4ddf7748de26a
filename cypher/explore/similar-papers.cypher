// title: Papers near to one by the rare concepts they share
// Each shared concept counts by how rare it is: the logarithm of all papers over those with it.
// @param paper string "arxiv:9901.90001" Any id of the paper: of arXiv, PubMed, a DOI
// @param limit integer=10 5 Papers at most
MATCH (any:Paper)
WITH count(any) AS total
MATCH (:Identifier {id: $paper})<-[:IDENTIFIED_BY]-(:Record)-[:RECORD_OF]->(p:Paper)
WITH total, p ORDER BY p.id <> $paper, p.id LIMIT 1
MATCH (p)-[:MENTIONS]->(c:Concept)
MATCH (c)<-[:MENTIONS]-(q:Paper)
WITH total, p, c, count(q) AS having
MATCH (c)<-[:MENTIONS]-(o:Paper)
WHERE o.id <> p.id
WITH o, c, log(1.0 * total / having) AS weight ORDER BY weight DESC, c.label
WITH o, collect(c.label) AS shared, sum(weight) AS score
RETURN o.id AS paper, o.title AS title, o.retracted AS retracted, round(score * 1000.0) / 1000.0 AS score, shared
ORDER BY score DESC, paper
LIMIT $limit
