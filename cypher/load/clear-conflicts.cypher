// title: Take away which other records some records contradict
UNWIND $ids AS id
MATCH (r:Record {id: id})-[c:CONTRADICTS]->(:Record)
DELETE c
