// title: All names that papers give some authors
UNWIND $ids AS id
MATCH (a:Author {id: id})-[w:AUTHORED]->(:Paper)
RETURN a.id AS id, collect(DISTINCT w.name) AS names
