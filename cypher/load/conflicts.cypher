// title: Records that share an id and contradict each other in others
UNWIND $rows AS row
MATCH (a:Record {id: row.first})
MATCH (b:Record {id: row.second})
CREATE (a)-[:CONTRADICTS {shared: row.shared, differ: row.differ}]->(b)
