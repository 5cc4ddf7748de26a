// title: Under which name some authors are found, and by which ids their papers
UNWIND $ids AS id
MATCH (a:Author {id: id})
RETURN a.id AS id, a.name AS name, COLLECT { MATCH (a)-[:AUTHORED]->(p:Paper) RETURN p.ids ORDER BY p.id } AS papers
