// title: What a user says of two authors, and in which papers these are found under which name
MERGE (d:Decision {id: $id})
SET d.kind = $kind, d.one = $one.id, d.other = $other.id,
  d.oneName = $one.name, d.otherName = $other.name,
  d.onePapers = $one.papers, d.otherPapers = $other.papers
