// title: The records that a work is made of, and the runs that read them
// @param paper string "arxiv:9901.90001" The work
MATCH (p:Paper {id: $paper})<-[:RECORD_OF]-(r:Record)
RETURN r.id AS id, r.source AS source, r.version AS version, r.updated AS updated, r.run AS run
ORDER BY id
