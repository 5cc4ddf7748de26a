// title: Papers of which there is no record
MATCH (p:Paper)
WHERE NOT (p)<-[:RECORD_OF]-(:Record)
RETURN p.id AS id
ORDER BY id
