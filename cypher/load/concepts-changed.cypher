// title: Concepts whose names have changed
UNWIND $rows AS row
MATCH (c:Concept {id: row.id})
SET c += row
