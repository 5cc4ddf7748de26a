// title: Institutions that authors name, and in which paper
UNWIND $rows AS row
MATCH (a:Author {id: row.author})
MERGE (i:Institution {id: row.id})
ON CREATE SET i.name = row.name
MERGE (a)-[:AFFILIATED_WITH {paper: row.paper}]->(i)
