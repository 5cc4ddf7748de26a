// title: concept-card, from overviews
// What is mentioned beside the concept is in another order there: here ties are in order of id.
MATCH (s:Schema {id: 'neurokg'})
WHERE s.overviews = s.change
MATCH (v:Overview {id: $concept})
WHERE $limit > 0 AND ($limit <= size(v.authors) OR size(v.authors) < $kept)
WITH v, v.authors[..$limit] AS people, v.authorPapers AS counts
UNWIND CASE WHEN size(people) > 0 THEN range(0, size(people) - 1) ELSE [-1] END AS place
WITH v, place, CASE WHEN place < 0 THEN '' ELSE people[place] END AS id, counts[place] AS n
OPTIONAL MATCH (a:Author {id: id})
OPTIONAL MATCH (h:Person {id: id})
WITH v, place, id, coalesce(h.name, a.name) AS name, n
ORDER BY place
WITH v, collect(CASE WHEN place >= 0 THEN {id: id, label: name, papers: n} END) AS authors
WITH v, authors, v.mentionedWith AS ids, v.together AS counts
WITH v, authors, ids, counts, counts[CASE WHEN $limit < size(counts) THEN $limit ELSE size(counts) END - 1] AS least
WITH v, authors, ids, counts, size([n IN counts WHERE n >= least]) AS far
UNWIND CASE WHEN far > 0 THEN range(0, far - 1) ELSE [-1] END AS place
WITH v, authors, CASE WHEN place < 0 THEN '' ELSE ids[place] END AS id, counts[place] AS n
ORDER BY n DESC, id
LIMIT $limit
OPTIONAL MATCH (o:Concept {id: id})
WITH v, authors, o, n, id
ORDER BY n DESC, id
WITH v, authors, collect(CASE WHEN o IS NOT NULL THEN {
  id: o.id, label: o.label, papers: n, type: [l IN labels(o) WHERE l <> 'Concept'][0]
} END) AS beside
RETURN v.id AS overview, [{papers: v.papers, authors: authors, mentionedWith: beside}] AS rows
