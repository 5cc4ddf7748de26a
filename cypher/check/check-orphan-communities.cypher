// title: Communities without members
MATCH (c:Community)
WHERE NOT (c)<-[:MEMBER_OF]-()
RETURN c.id AS id
ORDER BY id
