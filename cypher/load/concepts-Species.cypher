// title: New concepts of type Species
UNWIND $rows AS row
CREATE (c:Concept:Species)
SET c = row
