// title: Let loads into one graph take turns, and mark the graph as changed
// The mark is another one each time, so that a copy of the graph knows whether it is of today.
// @param change string "0123456789abcdef" The mark
// @param counted boolean false Whether the change leaves what overviews count as it is
MATCH (s:Schema {id: 'neurokg'})
WITH s, $counted AND s.overviews = s.change AS stand
SET s.change = $change, s.overviews = CASE WHEN stand THEN $change END
