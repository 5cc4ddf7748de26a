// title: Take away runs of which no record is left
UNWIND $ids AS id
MATCH (x:Run {id: id})
OPTIONAL MATCH (r:Record {run: id})
WITH x, count(r) AS records
WHERE records = 0
DETACH DELETE x
