// title: Records of which there is no paper
MATCH (r:Record)
WHERE NOT (r)-[:RECORD_OF]->(:Paper)
RETURN r.id AS id
ORDER BY id
