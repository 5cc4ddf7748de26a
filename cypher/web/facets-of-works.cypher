// title: How many of some works are of each year, kind and source, and mention a concept of each type
// A work that several sources gave counts for each of them.
// @param works list ["arxiv:2501.00001"] Ids of the works
// @param groups list=[] [{"name": "arXiv", "sources": ["arxiv-atom"]}] Sources that count as one
UNWIND $works AS id
MATCH (p:Paper {id: id})
WITH p, COLLECT { MATCH (p)-[:MENTIONS]->(c:Concept) RETURN DISTINCT [l IN labels(c) WHERE l <> 'Concept'][0] } AS types,
  COLLECT { MATCH (p)<-[:RECORD_OF]-(r:Record) RETURN DISTINCT coalesce(r.source, '') } AS sources
UNWIND [['year', p.year], ['kind', p.kind]] + [type IN types | ['type', type]]
  + [group IN $groups WHERE any(source IN sources WHERE source IN group.sources) | ['source', group.name]] AS facet
WITH facet[0] AS facet, facet[1] AS value, count(*) AS works
WHERE value IS NOT NULL
RETURN facet, value, works
ORDER BY facet, works DESC, value
