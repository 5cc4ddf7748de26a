// title: Take away all people; authors stay
MATCH (p:Person)
DETACH DELETE p
