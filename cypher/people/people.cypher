// title: People of whom the graph has several authorships, and how many papers
// Authors with an ORCID are one author already; here are those that were joined by evidence.
// @param limit integer=50 5 People at most
MATCH (h:Person)<-[:IS]-(a:Author)-[:AUTHORED]->(p:Paper)
WITH h, count(DISTINCT a) AS authors, count(DISTINCT p) AS papers
RETURN h.id AS id, h.name AS name, authors, papers
ORDER BY papers DESC, id
LIMIT $limit
