// title: Take away authors that have no paper any more
UNWIND $ids AS id
MATCH (a:Author {id: id})
WHERE NOT (a)-[:AUTHORED]->()
DETACH DELETE a
