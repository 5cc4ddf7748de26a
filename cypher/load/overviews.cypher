// title: Overviews of concepts and topics
UNWIND $rows AS row
MERGE (v:Overview {id: row.id})
SET v = row
