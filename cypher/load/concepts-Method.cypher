// title: New concepts of type Method
UNWIND $rows AS row
CREATE (c:Concept:Method)
SET c = row
