// title: concepts-of-topic, from overviews
MATCH (s:Schema {id: 'neurokg'})
WHERE s.overviews = s.change
MATCH (v:Overview {id: $topic})
WHERE $limit >= 0
WITH v, v.mentionedWith[..$limit] AS ids, v.together AS counts
UNWIND CASE WHEN size(ids) > 0 THEN range(0, size(ids) - 1) ELSE [-1] END AS place
WITH v, place, CASE WHEN place < 0 THEN '' ELSE ids[place] END AS id, counts[place] AS works
OPTIONAL MATCH (c:Concept {id: id})
WITH v, place, c, works ORDER BY place
RETURN v.id AS overview, collect(CASE WHEN c IS NOT NULL THEN {
  id: c.id, label: c.label, type: [l IN labels(c) WHERE l <> 'Concept'][0], works: works
} END) AS rows
