// title: Communities and those of their members that are a Author
UNWIND $rows AS row
MATCH (m:Author {id: row.member})
MERGE (c:Community {id: row.id})
SET c.kind = row.kind, c.label = row.label, c.size = row.size, c.modularity = row.modularity
CREATE (m)-[:MEMBER_OF {rank: row.rank}]->(c)
