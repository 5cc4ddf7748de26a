// title: Concepts of type CellType, with their properties
UNWIND $rows AS row
MERGE (c:Concept:CellType {id: row.id})
SET c += row
