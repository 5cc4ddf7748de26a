// title: Records that another run has annotated, a page of their ids
MATCH (r:Record)
WHERE r.id > $after AND r.run <> $run
RETURN r.id AS id
ORDER BY id
LIMIT $size
