// title: Records of which one of some ids is
UNWIND $ids AS id
MATCH (i:Identifier {id: id})<-[:IDENTIFIED_BY]-(r:Record)
RETURN DISTINCT r.id AS id
