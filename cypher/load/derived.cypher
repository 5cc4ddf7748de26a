// title: MENTIONS from papers to concepts, derived from the mentions
UNWIND $rows AS row
MATCH (p:Paper {id: row.paper})
MATCH (c:Concept {id: row.concept})
CREATE (p)-[:MENTIONS {count: row.count, confidence: row.confidence}]->(c)
