// title: Some records as they are, and which papers they are of
UNWIND $ids AS id
MATCH (r:Record {id: id})
OPTIONAL MATCH (r)-[:RECORD_OF]->(p:Paper)
RETURN r.id AS id, r.content AS content, p.id AS paper, p.digest AS digest
