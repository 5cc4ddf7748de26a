"""Rows of the export queries made from papers alone."""

from tests.rdf.rows import PlainRows


class Rows(PlainRows):
    """With what citations need, too."""

    def __init__(self, papers, concepts):
        super().__init__(papers, concepts)
        facts = ("id", "kind", "journal", "ids", "keywords", "retracted")
        self.kinds["publications"] = {
            p.id: p.model_dump(include=facts) | {"year": p.published and p.published.year}
            for p in papers
        }
