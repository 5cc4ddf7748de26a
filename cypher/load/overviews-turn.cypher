// title: Let writers of overviews take turns; answers nothing where the graph has changed meanwhile
MATCH (s:Schema {id: 'neurokg'})
WHERE s.change = $change
SET s.change = $change
RETURN s.id AS id
