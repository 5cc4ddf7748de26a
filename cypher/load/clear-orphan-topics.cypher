// title: Take away topics that no paper is in any more
UNWIND $ids AS id
MATCH (t:Topic {id: id})
WHERE NOT (t)<-[:IN_TOPIC]-()
DELETE t
