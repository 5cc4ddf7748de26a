// title: Take away the authorships of papers that are replaced; answers whose they were
UNWIND $ids AS id
MATCH (a:Author)-[r:AUTHORED]->(p:Paper {id: id})
WITH a, r, a.id AS author
DELETE r
RETURN DISTINCT author
