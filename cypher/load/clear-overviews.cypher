// title: Take away overviews of what is no more
UNWIND $ids AS id
MATCH (v:Overview {id: id})
DETACH DELETE v
