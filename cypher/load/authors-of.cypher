// title: Who has written what is known by some ids
UNWIND $ids AS id
MATCH (i:Identifier {id: id})<-[:IDENTIFIED_BY]-(:Record)-[:RECORD_OF]->(p:Paper)<-[w:AUTHORED]-(a:Author)
RETURN DISTINCT id AS of, p.id AS paper, a.id AS id, w.name AS name
