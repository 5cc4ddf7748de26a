"""Rows of the export queries made from papers alone, as a store would give them."""

import json
from datetime import timezone

from kg.graph.names import author_id, institution_id, mention_id, topic_id
from kg.graph.rows import concept_row, with_ancestors


class PlainRows:
    """Streams the rows of ``cypher/export/`` for some annotated papers."""

    def __init__(self, papers, concepts):
        mentioned = {m.curie for p in papers for m in p.mentions if m.curie}
        every = with_ancestors(mentioned, concepts).values()
        self.kinds = {
            "papers": {p.id: paper_row(p) for p in papers},
            "authors": authors(papers),
            "institutions": {
                institution_id(name): {"id": institution_id(name), "name": name}
                for p in papers for a in p.authors for name in a.affiliations
            },
            "topics": {
                topic_id(c): {"id": topic_id(c), "label": c} for p in papers for c in p.categories
            },
            "concepts": {
                c.curie: concept_row(c) | {"type": c.type, "isA": c.is_a, "partOf": c.part_of}
                for c in every
            },
            "runs": {p.run.id: p.run.model_dump() for p in papers},
        }  # fmt: skip
        self.mentions = {p.id: [mention_row(p, m) for m in p.mentions] for p in papers}

    def stream(self, name, /, *, after="", ids=(), minConfidence=0.0):
        kind, _, page = name.partition("-")
        if page == "ids":
            return iter([{"id": id} for id in sorted(self.kinds[kind]) if id > after][:3])
        if kind == "mentions":
            return iter([row for id in ids for row in self.mentions.get(id, ())])
        return iter([self.kinds[kind][id] for id in sorted(ids) if id in self.kinds[kind]])


def paper_row(paper):
    return paper.model_dump(include={"id", "version", "title", "abstract", "text", "doi"}) | {
        "published": utc(paper.published),
        "updated": utc(paper.updated),
        "journalRef": paper.journal_ref,
        "comment": paper.comment,
        "links": json.dumps([link.model_dump() for link in paper.links]) if paper.links else None,
        "authors": [
            {"id": author_id(paper.id, n, a.orcid), "name": a.name, "position": n}
            for n, a in enumerate(paper.authors, 1)
        ],
        "topics": [
            {"id": topic_id(c), "primary": c == paper.primary_category}
            for c in sorted(paper.categories)
        ],
        "concepts": sorted({m.curie for m in paper.mentions if m.status == "linked"}),
    }


def authors(papers):
    return {
        author_id(p.id, n, a.orcid): {
            "id": author_id(p.id, n, a.orcid),
            "name": a.name,
            "institutions": sorted(map(institution_id, a.affiliations)),
        }
        for p in papers
        for n, a in enumerate(p.authors, 1)
    }


def mention_row(paper, mention):
    return mention.model_dump(
        include={"field", "start", "end", "text", "type", "status", "match", "reason", "confidence"}
    ) | {
        "id": mention_id(paper.id, mention.field, mention.start, mention.end),
        "paper": paper.id,
        "run": paper.run.id,
        "concept": mention.curie,
        "sentenceStart": mention.sentence[0],
        "sentenceEnd": mention.sentence[1],
        "candidates": json.dumps([c.model_dump() for c in mention.candidates]),
    }


def utc(date):
    return date and date.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
