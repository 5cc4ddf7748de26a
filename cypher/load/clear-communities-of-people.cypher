// title: Take away communities of people; their members stay, answers how many went
MATCH (c:Community {kind: 'people'})
WITH collect(c) AS found
FOREACH (c IN found | DETACH DELETE c)
RETURN size(found) AS gone
