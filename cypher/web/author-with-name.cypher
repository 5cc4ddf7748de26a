// title: One author of those with a name, for what needs a node
// @param key string "lee a" Surname and first initial, lower case, without accents
MATCH (a:Author {nameKey: $key})
RETURN a.id AS id
ORDER BY id
LIMIT 1
