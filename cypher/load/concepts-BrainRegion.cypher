// title: New concepts of type BrainRegion
UNWIND $rows AS row
CREATE (c:Concept:BrainRegion)
SET c = row
