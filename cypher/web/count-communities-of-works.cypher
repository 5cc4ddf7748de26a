// title: How many communities of people there are to which those belong who wrote works
// @param works list ["arxiv:2501.00001"] Ids of the works
UNWIND $works AS id
MATCH (p:Paper {id: id})<-[:AUTHORED]-(a:Author)
OPTIONAL MATCH (a)-[:IS]->(h:Person)
WITH DISTINCT coalesce(h, a) AS who
MATCH (who)-[:MEMBER_OF]->(c:Community)
RETURN count(DISTINCT c) AS communities
