// title: Take away the mentions of papers that are replaced
UNWIND $ids AS id
MATCH (p:Paper {id: id})-[:HAS_MENTION]->(m:Mention)
DETACH DELETE m
