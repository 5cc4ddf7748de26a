// title: experts, from overviews
MATCH (s:Schema {id: 'neurokg'})
WHERE s.overviews = s.change
MATCH (v:Overview {id: $concept})
WHERE $minConfidence <= 0 AND $limit >= 0 AND ($limit <= size(v.experts) OR size(v.experts) < $kept)
WITH v, v.experts[..$limit] AS people, v.expertPapers AS counts, v.expertLatest AS years
UNWIND CASE WHEN size(people) > 0 THEN range(0, size(people) - 1) ELSE [-1] END AS place
WITH v, place, CASE WHEN place < 0 THEN '' ELSE people[place] END AS id, counts[place] AS papers, years[place] AS year
OPTIONAL MATCH (a:Author {id: id})
OPTIONAL MATCH (h:Person {id: id})
WITH v, place, id, coalesce(h.name, a.name) AS name, papers, year
ORDER BY place
RETURN v.id AS overview, collect(CASE WHEN place >= 0 THEN {
  name: name, papers: papers, latest: CASE WHEN year > 0 THEN year END, id: id
} END) AS rows
