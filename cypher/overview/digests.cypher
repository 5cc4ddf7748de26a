// title: All overviews by their digests
MATCH (v:Overview)
RETURN v.id AS id, v.digest AS digest
