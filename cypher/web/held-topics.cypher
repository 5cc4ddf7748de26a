// title: All topics with their works
MATCH (t:Topic)
RETURN t.id AS id, COLLECT { MATCH (t)<-[:IN_TOPIC]-(p:Paper) RETURN p.id } AS works
