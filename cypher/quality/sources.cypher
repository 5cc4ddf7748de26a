// title: How many records each source gave, and from which years their papers are
MATCH (r:Record)-[:RECORD_OF]->(p:Paper)
RETURN r.source AS source, count(r) AS records, count(DISTINCT p) AS papers, min(p.year) AS earliest, max(p.year) AS latest
ORDER BY records DESC, source
