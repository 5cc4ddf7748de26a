// title: Concepts of type Species, with their properties
UNWIND $rows AS row
MERGE (c:Concept:Species {id: row.id})
SET c += row
