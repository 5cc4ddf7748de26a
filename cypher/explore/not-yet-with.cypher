// title: What is common elsewhere, but not yet with a concept
// Concepts of a type that many papers mention, none of them together with the concept or its parts.
// @param concept concept "neurokg:v4" The concept
// @param type string="Method" "Species" The type of what is looked for
// @param limit integer=20 5 Concepts at most
MATCH (c:Concept {id: $concept})<-[:IS_A|PART_OF*0..]-(part:Concept)
WITH DISTINCT part
OPTIONAL MATCH (part)<-[:MENTIONS]-(:Paper)-[:MENTIONS]->(o:Concept)
WITH collect(DISTINCT o.id) AS together
MATCH (other:Concept)<-[:MENTIONS]-(p:Paper)
WHERE $type IN labels(other) AND other.id <> $concept AND NOT other.id IN together
WITH other, count(DISTINCT p) AS papers
RETURN other.id AS curie, other.label AS label, papers
ORDER BY papers DESC, curie
LIMIT $limit
