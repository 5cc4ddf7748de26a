// title: All names of the concepts that works mention, and how many works
MATCH (c:Concept)
WITH c, COUNT { (c)<-[:MENTIONS]-(:Paper) } AS works
WHERE works > 0
RETURN c.id AS id, c.label AS label, c.synonyms AS synonyms, c.abbreviations AS abbreviations, works,
  [l IN labels(c) WHERE l <> 'Concept'][0] AS type
ORDER BY id
