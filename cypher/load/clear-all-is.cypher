// title: Take all authors from people, to be told apart anew
MATCH (:Author)-[i:IS]->(:Person)
DELETE i
