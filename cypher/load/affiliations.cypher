// title: Institutions that authors name, and in which paper
UNWIND $rows AS row
MATCH (a:Author {id: row.author})
MERGE (i:Institution {id: row.id})
SET i.name = row.shown
CREATE (a)-[:AFFILIATED_WITH {paper: row.paper, name: row.name}]->(i)
