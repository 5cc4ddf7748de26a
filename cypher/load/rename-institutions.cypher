// title: Names under which institutions are shown
UNWIND $rows AS row
MATCH (i:Institution {id: row.id})
SET i.name = row.name
