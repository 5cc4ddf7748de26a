// title: How much the graph holds
// Papers, authors (authorships without an ORCID count one by one), mentions and their status.
RETURN
  COUNT { MATCH (:Paper) } AS papers,
  COUNT { MATCH (:Record) } AS records,
  COUNT { MATCH (p:Paper) WHERE p.retracted } AS retracted,
  COUNT { MATCH (:Author) } AS authors,
  COUNT { MATCH (:Institution) } AS institutions,
  COUNT { MATCH (:Topic) } AS topics,
  COUNT { MATCH (:Mention) } AS mentions,
  COUNT { MATCH (m:Mention) WHERE m.status = 'linked' } AS linked,
  COUNT { MATCH (:Concept) } AS concepts
