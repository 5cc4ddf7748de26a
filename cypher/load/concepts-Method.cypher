// title: Concepts of type Method, with their properties
UNWIND $rows AS row
MERGE (c:Concept:Method {id: row.id})
SET c += row
