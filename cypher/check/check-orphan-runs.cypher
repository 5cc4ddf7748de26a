// title: Runs that annotated no record
MATCH (x:Run)
OPTIONAL MATCH (r:Record {run: x.id})
WITH x, count(r) AS records
WHERE records = 0
RETURN x.id AS id
ORDER BY id
