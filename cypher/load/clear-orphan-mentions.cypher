// title: Take away mentions that belong to no paper
UNWIND $ids AS id
MATCH (m:Mention {id: id})
WHERE NOT (m)<-[:HAS_MENTION]-()
DETACH DELETE m
