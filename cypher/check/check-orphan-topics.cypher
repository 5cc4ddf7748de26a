// title: Topics of no paper
MATCH (t:Topic)
WHERE NOT (t)<-[:IN_TOPIC]-()
RETURN t.id AS id
ORDER BY id
