// title: How many papers overviews would be counted of
RETURN COUNT { MATCH (:Paper) } AS papers
