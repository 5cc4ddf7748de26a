// title: How many concepts works mention
MATCH (c:Concept)
WHERE EXISTS { MATCH (c)<-[:MENTIONS]-(:Paper) }
RETURN count(c) AS concepts
