// title: Mentions whose status does not fit what they refer to
MATCH (m:Mention)
WHERE (m.status = 'linked') <> EXISTS { (m)-[:REFERS_TO]->(:Concept) }
RETURN m.id AS id
ORDER BY id
