// title: What the graph already holds of some papers
UNWIND $ids AS id
MATCH (p:Paper {id: id})
RETURN p.id AS id, p.version AS version, p.digest AS digest
