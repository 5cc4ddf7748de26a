// title: The mark that the last change of the graph has left
MATCH (s:Schema {id: 'neurokg'})
RETURN s.change AS change
