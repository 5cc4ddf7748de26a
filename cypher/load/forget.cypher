// title: Take away decisions in whose place another comes
UNWIND $ids AS id
MATCH (d:Decision {id: id})
DELETE d
