// title: Leave a mark of one's own, by which readers see that the graph has changed
MATCH (s:Schema {id: 'neurokg'})
SET s.change = $change
