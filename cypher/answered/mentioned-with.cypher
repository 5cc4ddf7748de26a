// title: mentioned-with, from overviews
MATCH (s:Schema {id: 'neurokg'})
WHERE s.overviews = s.change
MATCH (v:Overview {id: $concept})
WHERE $limit >= 0
WITH v, COUNT { MATCH (:Paper) } AS total, v.papers AS own, v.mentionedWith AS ids, v.together AS counts, v.types AS types
WITH v, total, own, ids, counts, [i IN range(0, size(ids) - 1) WHERE $type IS NULL OR types[i] = $type][..$limit] AS places
UNWIND CASE WHEN size(places) > 0 THEN places ELSE [-1] END AS place
WITH v, total, own, place, CASE WHEN place < 0 THEN '' ELSE ids[place] END AS id, counts[place] AS together
OPTIONAL MATCH (o:Concept {id: id})
OPTIONAL MATCH (w:Overview {id: id})
WITH v, total, own, place, o, together, w.papers AS other
ORDER BY place
RETURN v.id AS overview, collect(CASE WHEN o IS NOT NULL THEN {
  curie: o.id, label: o.label, type: [l IN labels(o) WHERE l <> 'Concept'][0], papers: together,
  lift: round(1000.0 * together * total / (own * other)) / 1000.0
} END) AS rows
