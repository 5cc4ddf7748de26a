// title: Of which records some papers are made
UNWIND $ids AS id
MATCH (:Paper {id: id})<-[:RECORD_OF]-(r:Record)
RETURN DISTINCT r.id AS id
