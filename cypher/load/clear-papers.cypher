// title: Take away papers of which no record is left
UNWIND $ids AS id
MATCH (p:Paper {id: id})
DETACH DELETE p
