// title: Which papers records are of
UNWIND $rows AS row
MATCH (r:Record {id: row.record})
MATCH (p:Paper {id: row.paper})
CREATE (r)-[:RECORD_OF]->(p)
