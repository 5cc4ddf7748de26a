// title: Note that the overviews are of today
MATCH (s:Schema {id: 'neurokg'})
SET s.overviews = s.change
