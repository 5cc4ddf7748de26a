// title: IS_A between concepts
UNWIND $rows AS row
MATCH (child:Concept {id: row.child})
MATCH (parent:Concept {id: row.parent})
MERGE (child)-[:IS_A]->(parent)
