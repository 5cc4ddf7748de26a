// title: Concepts of type Dataset, with their properties
UNWIND $rows AS row
MERGE (c:Concept:Dataset {id: row.id})
SET c += row
