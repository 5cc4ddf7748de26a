// title: New concepts of type Dataset
UNWIND $rows AS row
CREATE (c:Concept:Dataset)
SET c = row
