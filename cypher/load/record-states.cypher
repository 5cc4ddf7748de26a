// title: In which state the graph holds some records
UNWIND $ids AS id
MATCH (r:Record {id: id})
RETURN r.id AS id, r.digest AS digest, r.given AS given, r.run AS run, r.version AS version, r.updated AS updated
