// title: What a citation of papers needs beside their texts
// @param ids list ["arxiv:2501.00001"] Ids of the papers
UNWIND $ids AS id
MATCH (p:Paper {id: id})
RETURN p.id AS id, p.kind AS kind, p.journal AS journal, p.year AS year, p.ids AS ids, p.keywords AS keywords,
  p.retracted AS retracted
ORDER BY id
