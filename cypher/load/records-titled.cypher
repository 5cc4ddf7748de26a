// title: Records of the same title, year and first author
UNWIND $works AS work
MATCH (r:Record {work: work})
RETURN DISTINCT r.id AS id
