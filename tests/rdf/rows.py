"""Rows of the export queries made from records alone, as a store would give them."""

from kg.graph.merge import merged
from kg.graph.records import Record
from kg.graph.rows import Rows, concept_row, with_ancestors
from kg.graph.works import works

NOBODY = {"person": None, "joinedTo": None}


class PlainRows:
    """Streams the rows of ``cypher/export/`` for some annotated records.

    Whom resolving people joined, and communities, are given: ``joined`` by author, with the rows
    ``groups`` and ``decisions``.
    """

    def __init__(self, records, concepts, *, joined=None, groups=(), decisions=()):
        self.joined = joined or {}
        mentioned = {m.curie for p in records for m in p.mentions if m.curie}
        every = with_ancestors(mentioned, concepts).values()
        found = {record.id: record for record in map(Record, records)}
        rows = Rows()
        made = [merged(found[id] for id in group) for group in works(found)[0]]
        for work in made:
            rows.add(work)
        self.decisions = decisions
        self.kinds = {
            "papers": {work.paper.id: self.paper(work, rows) for work in made},
            "authors": {row["id"]: self.author(row["id"], rows) for row in rows.authors},
            "persons": {
                row["person"]: self.person(row["person"], rows) for row in self.joined.values()
            },
            "groups": {group["id"]: group for group in groups},
            "institutions": {
                row["id"]: {"id": row["id"], "name": row["name"]} for row in rows.affiliations
            },
            "topics": {row["id"]: {"id": row["id"], "label": row["label"]} for row in rows.topics},
            "concepts": {
                c.curie: concept_row(c) | {"type": c.type, "isA": c.is_a, "partOf": c.part_of}
                for c in every
            },
            "runs": {row["id"]: row for row in rows.runs},
        }
        self.roles = [
            {name: row[name] for name in ("id", "paper", "position", "name")}
            for row in rows.authors
        ]
        self.pages = {kind: sorted(nodes) for kind, nodes in self.kinds.items()}
        self.mentions = {}
        for of_paper in (*rows.linked, *rows.unlinked):
            more = {"paper": of_paper["paper"], "run": of_paper["run"]}
            places = self.mentions.setdefault(of_paper["paper"], [])
            places += [mention | more for mention in of_paper["mentions"]]

    def stream(self, name, /, *, after="", ids=(), **_):
        if name == "candidates":
            return iter([row for rows in self.mentions.values() for row in rows])
        if name == "decisions":
            return iter(self.decisions)
        if name == "roles":
            return iter([role for role in self.roles if role["id"] in ids])
        kind, _, page = name.partition("-")
        if page == "ids":
            return iter([{"id": id} for id in self.pages[kind] if id > after][:3])
        if kind == "mentions":
            return iter([row for id in ids for row in self.mentions.get(id, ())])
        return iter([self.kinds[kind][id] for id in sorted(ids) if id in self.kinds[kind]])

    def paper(self, work, rows):
        id = work.paper.id
        row = next(row for row in rows.papers if row["id"] == id)
        authors = [
            {name: a[name] for name in ("id", "name", "position")}
            | {"person": self.joined.get(a["id"], NOBODY)["person"]}
            for a in rows.authors if a["paper"] == id
        ]  # fmt: skip
        topics = [{"id": t["id"], "primary": t["primary"]} for t in rows.topics if t["paper"] == id]
        return row | {
            "authors": authors,
            "topics": sorted(topics, key=lambda topic: topic["id"]),
            "records": [
                {
                    "id": record.id, "source": record.paper.source,
                    "version": record.paper.version, "updated": record.state.updated,
                    "ids": sorted(record.identifiers),
                }
                for record in sorted(work.records, key=lambda record: record.id)
            ],
            "concepts": sorted(d["concept"] for d in rows.derived if d["paper"] == id),
        }  # fmt: skip

    def author(self, id, rows):
        return {
            "id": id,
            "name": max((row["name"] for row in rows.authors if row["id"] == id), key=len),
            "group": any(row["group"] for row in rows.authors if row["id"] == id),
            "institutions": sorted({r["id"] for r in rows.affiliations if r["author"] == id}),
        } | self.joined.get(id, NOBODY)

    def person(self, id, rows):
        members = sorted(author for author, row in self.joined.items() if row["person"] == id)
        names = [row["name"] for row in rows.authors if row["id"] in members]
        return {"id": id, "name": max(names, key=len), "authors": members}
