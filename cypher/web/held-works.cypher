// title: All works with their kind, their sources and when they were published
MATCH (p:Paper)
RETURN p.id AS id, p.kind AS kind, p.year AS year, p.published AS published,
  COLLECT { MATCH (p)<-[:RECORD_OF]-(r:Record) RETURN DISTINCT coalesce(r.source, '') } AS sources
