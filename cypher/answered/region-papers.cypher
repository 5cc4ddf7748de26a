// title: region-papers, from overviews
MATCH (s:Schema {id: 'neurokg'})
WHERE s.overviews = s.change
MATCH (v:Overview {id: $region})
WHERE $minConfidence <= 0 AND $limit >= 0 AND ($limit <= size(v.newest) OR size(v.newest) < $kept)
WITH v, v.newest[..$limit] AS papers, v.parts AS parts
UNWIND CASE WHEN size(papers) > 0 THEN range(0, size(papers) - 1) ELSE [-1] END AS place
WITH v, parts, place, CASE WHEN place < 0 THEN '' ELSE papers[place] END AS id
OPTIONAL MATCH (p:Paper {id: id})-[r:MENTIONS]->(part:Concept)
WHERE part.id IN parts
WITH v, place, p, part, r ORDER BY place, r.count DESC, part.label
WITH v, place, p, collect(part.label) AS regions
ORDER BY place
RETURN v.id AS overview, collect(CASE WHEN p IS NOT NULL THEN {
  paper: p.id, title: p.title, year: p.year, retracted: p.retracted, regions: regions
} END) AS rows
