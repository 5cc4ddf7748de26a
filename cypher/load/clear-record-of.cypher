// title: Take away which papers some records are of
UNWIND $ids AS id
MATCH (r:Record {id: id})-[o:RECORD_OF]->(:Paper)
DELETE o
