// title: The mark of the graph's last change
MATCH (s:Schema {id: 'neurokg'})
RETURN s.change AS change
