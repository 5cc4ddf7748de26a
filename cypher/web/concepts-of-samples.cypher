// title: Concepts that works mention most, for several lists of works at once
// @param samples list [["arxiv:2501.00001"]] Ids of the works, a list for each
// @param each integer=4 3 Concepts for each list at most
UNWIND range(0, size($samples) - 1) AS place
UNWIND $samples[place] AS id
MATCH (p:Paper {id: id})-[:MENTIONS]->(c:Concept)
WITH place, c, count(p) AS works
ORDER BY works DESC, c.id
WITH place, collect({id: c.id, label: c.label, type: [l IN labels(c) WHERE l <> 'Concept'][0], works: works}) AS found
RETURN place, found[..$each] AS concepts
ORDER BY place
