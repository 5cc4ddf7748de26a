// title: Names of the constraints that the graph has
SHOW CONSTRAINTS YIELD name
RETURN name
ORDER BY name
