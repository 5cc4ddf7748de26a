// title: Runs of the extraction
UNWIND $rows AS row
MERGE (r:Run {id: row.id})
SET r = row
