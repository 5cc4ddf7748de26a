// title: Concepts of type BrainRegion, with their properties
UNWIND $rows AS row
MERGE (c:Concept:BrainRegion {id: row.id})
SET c += row
