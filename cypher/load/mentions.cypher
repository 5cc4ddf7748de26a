// title: Mentions of new or replaced papers
UNWIND $rows AS row
MATCH (p:Paper {id: row.paper})
MATCH (r:Run {id: row.run})
CREATE (m:Mention)
SET m = row.properties
CREATE (p)-[:HAS_MENTION]->(m)
CREATE (m)-[:EXTRACTED_IN]->(r)
