// title: One topic and how many works it has
// @param topic string "arxiv.category:q-bio.NC" Id of the topic
MATCH (t:Topic {id: $topic})
RETURN t.id AS id, t.label AS label, COUNT { (t)<-[:IN_TOPIC]-(:Paper) } AS works
