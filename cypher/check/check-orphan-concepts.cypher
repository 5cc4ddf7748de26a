// title: Concepts that nothing mentions, and below which nothing stands
MATCH (c:Concept)
WHERE NOT (c)<-[:REFERS_TO]-() AND NOT (c)<-[:IS_A|PART_OF]-()
RETURN c.id AS id
ORDER BY id
