// title: Take away what papers that are replaced said of concepts, topics and authors
UNWIND $ids AS id
MATCH (p:Paper {id: id})-[r:MENTIONS|IN_TOPIC]->()
DELETE r
