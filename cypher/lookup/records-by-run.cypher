// title: How many records each run of the extraction has annotated
// Records of another run than today's are out of date: kg build --refresh.
MATCH (r:Record)
WITH r.run AS run, count(r) AS records
MATCH (x:Run {id: run})
RETURN run, x.software AS software, x.vocabulary AS vocabulary, x.model AS model, records
ORDER BY records DESC, run
