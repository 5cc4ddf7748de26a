// title: Topics, and which papers are in them
UNWIND $rows AS row
MATCH (p:Paper {id: row.paper})
MERGE (t:Topic {id: row.id})
SET t.label = row.label
MERGE (p)-[r:IN_TOPIC]->(t)
SET r.primary = row.primary
