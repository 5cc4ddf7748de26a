// title: Every mention with the text that it stands in
MATCH (p:Paper)-[:HAS_MENTION]->(m:Mention)
RETURN m.id AS id, m.start AS start, m.end AS end, m.text AS text,
  CASE m.field WHEN 'title' THEN p.title WHEN 'abstract' THEN p.abstract ELSE p.text END AS content
