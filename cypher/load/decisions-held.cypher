// title: What a user has said of authors
MATCH (d:Decision)
RETURN d.id AS id, d.kind AS kind,
  {id: d.one, name: d.oneName, papers: d.onePapers} AS one,
  {id: d.other, name: d.otherName, papers: d.otherPapers} AS other
ORDER BY id
