// title: People, and why each author is one of them
UNWIND $rows AS row
MATCH (a:Author {id: row.author})
MERGE (p:Person {id: row.person})
SET p.name = row.name, p.nameKey = row.nameKey
CREATE (a)-[:IS {other: row.other, probability: row.probability, evidence: row.evidence}]->(p)
