// title: Take authorships from people where their paper is replaced: another may stand in their place
UNWIND $ids AS id
MATCH (a:Author {id: id})-[i:IS]->(:Person)
DELETE i
