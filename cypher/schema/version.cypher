// title: The schema version of the graph
MATCH (s:Schema {id: 'neurokg'})
RETURN s.version AS version
