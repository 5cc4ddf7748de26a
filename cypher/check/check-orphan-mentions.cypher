// title: Mentions that belong to no paper
MATCH (m:Mention)
WHERE NOT (m)<-[:HAS_MENTION]-(:Paper)
RETURN m.id AS id
ORDER BY id
