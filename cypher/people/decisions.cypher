// title: Which authors a user has joined or parted
// Ids and names as they were then; kg identity list finds them again where authors have moved.
MATCH (d:Decision)
RETURN d.kind AS kind, d.one AS one, d.oneName AS oneName, d.other AS other, d.otherName AS otherName
ORDER BY kind, one, other
