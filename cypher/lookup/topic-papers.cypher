// title: Papers of a topic, newest first
// @param topic string "q-bio.NC" arXiv category
// @param limit integer=20 5 Papers at most
MATCH (t:Topic {id: 'arxiv.category:' + $topic})<-[i:IN_TOPIC]-(p:Paper)
RETURN p.id AS paper, p.title AS title, p.year AS year, p.retracted AS retracted, i.primary AS primary
ORDER BY p.published IS NULL, p.published DESC, paper
LIMIT $limit
