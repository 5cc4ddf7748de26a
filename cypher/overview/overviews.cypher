// title: All overviews, whole
MATCH (v:Overview)
RETURN properties(v) AS overview
