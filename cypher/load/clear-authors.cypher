// title: Take away the authorships of papers that are replaced; answers whose they were
UNWIND $ids AS paper
MATCH (:Paper {id: paper})<-[r:AUTHORED]-(a:Author)
WITH r, a.id AS id
DELETE r
RETURN DISTINCT id
