// title: Runs that annotated no record
MATCH (x:Run)
WHERE NOT EXISTS { MATCH (r:Record {run: x.id}) }
RETURN x.id AS id
ORDER BY id
