// title: Take away the authorships of papers that are replaced; answers whose they were
UNWIND $ids AS paper
MATCH (a:Author)-[r:AUTHORED]->(:Paper {id: paper})
WITH r, a.id AS id
DELETE r
RETURN DISTINCT id
