// title: How many mentions there are of each type
// Linked ones refer to a concept; the others are ambiguous or not in the vocabulary.
MATCH (m:Mention)
RETURN m.type AS type, count(m) AS mentions, sum(CASE m.status WHEN 'linked' THEN 1 ELSE 0 END) AS linked
ORDER BY mentions DESC, type
