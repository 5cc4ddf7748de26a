// title: Note the schema version in the graph
MERGE (s:Schema {id: 'neurokg'})
SET s.version = $version
