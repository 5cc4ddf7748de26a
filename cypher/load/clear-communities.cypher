// title: Take away all communities; their members stay
MATCH (c:Community)
DETACH DELETE c
