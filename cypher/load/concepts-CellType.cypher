// title: New concepts of type CellType
UNWIND $rows AS row
CREATE (c:Concept:CellType)
SET c = row
