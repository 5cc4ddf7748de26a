// title: All names that papers give some institutions
UNWIND $ids AS id
MATCH (i:Institution {id: id})<-[r:AFFILIATED_WITH]-(:Author)
RETURN i.id AS id, collect(DISTINCT r.name) AS names
