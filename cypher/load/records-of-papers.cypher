// title: Of which records some papers are made
UNWIND $ids AS id
MATCH (r:Record)-[:RECORD_OF]->(:Paper {id: id})
RETURN DISTINCT r.id AS id
