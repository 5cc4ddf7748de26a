"""Reading papers from files: formats, detection, what is wrong with a record.

A record that cannot be used is no exception: it comes out as a :class:`kg.model.Reject` in its
place, and the rest goes on.
"""

from kg.sources.read import read, read_annotated, read_papers

__all__ = ["read", "read_annotated", "read_papers"]
