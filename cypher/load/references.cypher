// title: Which concept a mention refers to
UNWIND $rows AS row
MATCH (m:Mention {id: row.mention})
MATCH (c:Concept {id: row.concept})
CREATE (m)-[:REFERS_TO {score: row.score}]->(c)
