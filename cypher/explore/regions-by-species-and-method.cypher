// title: Regions studied in a species with a method
// Subspecies, strains and special forms of the method are included.
// @param species concept:Species "NCBITaxon:7955" The species
// @param method concept:Method "neurokg:two-photon-calcium-imaging" The method
// @param limit integer=20 5 Regions at most
MATCH (s:Concept {id: $species})<-[:IS_A|PART_OF*0..]-(animal:Concept)
WITH DISTINCT animal
MATCH (animal)<-[:MENTIONS]-(p:Paper)
WITH DISTINCT p
MATCH (p)-[:MENTIONS]->(used:Method)
MATCH (used)-[:IS_A*0..]->(m:Concept {id: $method})
WITH DISTINCT p
MATCH (p)-[:MENTIONS]->(r:BrainRegion)
WITH r, count(DISTINCT p) AS papers
RETURN r.id AS curie, r.label AS region, papers
ORDER BY papers DESC, curie
LIMIT $limit
