// title: The concepts that works mention most, by type
// Groups of species stand apart: what has kinds below it and is no species, which bear names of two words.
// @param each integer=8 3 Concepts of each type at most; all are counted
MATCH (c:Concept)
WITH c, COUNT { (c)<-[:MENTIONS]-() } AS works
WHERE works > 0
WITH c, works, [l IN labels(c) WHERE l <> 'Concept'][0] AS type, NOT c.label CONTAINS ' ' AND EXISTS { MATCH (c)<-[:IS_A]-(:Species) } AS isGroup
ORDER BY works DESC, c.id
WITH type, isGroup, collect({id: c.id, label: c.label, type: type, works: works, isGroup: isGroup}) AS found
RETURN type, isGroup, size(found) AS total, found[..$each] AS concepts
ORDER BY type, isGroup
