// title: PART_OF between concepts
UNWIND $rows AS row
MATCH (child:Concept {id: row.child})
MATCH (parent:Concept {id: row.parent})
MERGE (child)-[:PART_OF]->(parent)
