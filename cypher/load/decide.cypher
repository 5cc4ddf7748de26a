// title: What a user says of two authors
MERGE (d:Decision {id: $id})
SET d.kind = $kind, d.one = $one, d.other = $other
