// title: Which readers gave the records of the graph
MATCH (r:Record)
RETURN DISTINCT coalesce(r.source, '') AS source
ORDER BY source
