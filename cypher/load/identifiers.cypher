// title: By which ids the publication of a record is known
UNWIND $rows AS row
MATCH (r:Record {id: row.record})
MERGE (i:Identifier {id: row.id})
CREATE (r)-[:IDENTIFIED_BY]->(i)
