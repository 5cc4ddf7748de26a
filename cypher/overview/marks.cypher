// title: The mark of the graph's last change, and that of which the overviews are
MATCH (s:Schema {id: 'neurokg'})
RETURN s.change AS change, s.overviews AS overviews
