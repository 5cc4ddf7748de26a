// title: Authors, and what they wrote in which position
UNWIND $rows AS row
MATCH (p:Paper {id: row.paper})
MERGE (a:Author {id: row.id})
SET a.name = coalesce(row.shown, row.name), a.nameKey = row.nameKey, a.orcid = row.orcid
CREATE (a)-[:AUTHORED {position: row.position, name: row.name, domains: row.domains, group: row.group}]->(p)
