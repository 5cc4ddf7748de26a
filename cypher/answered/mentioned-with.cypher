// title: mentioned-with, from overviews
MATCH (s:Schema {id: 'neurokg'})
WHERE s.overviews = s.change
MATCH (v:Overview {id: $concept})
WHERE $limit >= 0
WITH v, COUNT { MATCH (:Paper) } AS total, v.papers AS own, v.together AS counts,
  v.mentionedWith[..CASE WHEN $type IS NULL THEN $limit ELSE size(v.mentionedWith) END] AS ids
UNWIND range(0, size(ids) - 1) AS place
MATCH (o:Concept {id: ids[place]})
WHERE $type IS NULL OR $type IN labels(o)
WITH v, total, own, o, place, counts[place] AS together
ORDER BY place
LIMIT $limit
OPTIONAL MATCH (w:Overview {id: o.id})
WITH v, total, own, o, place, together, CASE WHEN w IS NULL THEN COUNT { (o)<-[:MENTIONS]-(:Paper) } ELSE w.papers END AS other
ORDER BY place
RETURN v.id AS overview, collect({
  curie: o.id, label: o.label, type: [l IN labels(o) WHERE l <> 'Concept'][0], papers: together,
  lift: round(1000.0 * together * total / (own * other)) / 1000.0
}) AS rows
