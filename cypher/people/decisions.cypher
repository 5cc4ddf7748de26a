// title: Which authors a user has joined or parted
MATCH (d:Decision)
RETURN d.kind AS kind, d.one AS one, d.other AS other
ORDER BY kind, one, other
