// title: Labels of all concepts that papers mention
MATCH (c:Concept)
RETURN c.id AS id, c.label AS label
