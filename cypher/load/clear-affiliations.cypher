// title: Take away what papers that are replaced said of affiliations; answers the institutions
UNWIND $ids AS paper
MATCH (:Paper {id: paper})<-[:AUTHORED]-(a:Author)-[r:AFFILIATED_WITH {paper: paper}]->(i:Institution)
WITH r, i.id AS id
DELETE r
RETURN DISTINCT id
