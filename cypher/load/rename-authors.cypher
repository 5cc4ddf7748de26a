// title: Names under which authors are shown
UNWIND $rows AS row
MATCH (a:Author {id: row.id})
SET a.name = row.name, a.nameKey = row.nameKey
