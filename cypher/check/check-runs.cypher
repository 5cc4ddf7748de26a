// title: Mentions that know no run
MATCH (m:Mention)
WHERE NOT (m)-[:EXTRACTED_IN]->(:Run)
RETURN m.id AS id
ORDER BY id
