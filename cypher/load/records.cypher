// title: Records, new or replaced
UNWIND $rows AS row
MERGE (r:Record {id: row.id})
SET r = row
