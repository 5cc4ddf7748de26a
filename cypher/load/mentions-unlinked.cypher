// title: Mentions of new or replaced papers that refer to no concept
UNWIND $rows AS row
MATCH (p:Paper {id: row.paper})
MATCH (r:Run {id: row.run})
UNWIND row.mentions AS m
CREATE (n:Mention {id: m.id, field: m.field, start: m.start, end: m.end, text: m.text, type: m.type,
    status: m.status, match: m.match, reason: m.reason, confidence: m.confidence, sentenceStart: m.sentenceStart,
    sentenceEnd: m.sentenceEnd, candidates: m.candidates, sentence: m.sentence})
CREATE (p)-[:HAS_MENTION]->(n)
CREATE (n)-[:EXTRACTED_IN]->(r)
