// title: topic-papers, from overviews
MATCH (s:Schema {id: 'neurokg'})
WHERE s.overviews = s.change
MATCH (v:Overview {id: 'arxiv.category:' + $topic})
WHERE $limit >= 0 AND ($limit <= size(v.newest) OR size(v.newest) < $kept)
WITH v, v.id AS topic, v.newest[..$limit] AS papers
UNWIND CASE WHEN size(papers) > 0 THEN range(0, size(papers) - 1) ELSE [-1] END AS place
WITH v, topic, place, CASE WHEN place < 0 THEN '' ELSE papers[place] END AS id
OPTIONAL MATCH (p:Paper {id: id})-[i:IN_TOPIC]->(:Topic {id: topic})
WITH v, place, p, i ORDER BY place
RETURN v.id AS overview, collect(CASE WHEN p IS NOT NULL THEN {
  paper: p.id, title: p.title, year: p.year, retracted: p.retracted, primary: i.primary
} END) AS rows
