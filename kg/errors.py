"""Every error that NeuroKG raises on purpose.

::

    NeuroKGError                 base; str() is one line that says what to do
    ├── UsageError               the request makes no sense as given        (exit 2)
    │   └── UnknownFormat        no reader recognises a source
    ├── SourceError              a source cannot be read at all
    ├── VocabularyError          the vocabulary is missing or malformed
    ├── ModelError               a recogniser model is missing or does not fit
    ├── NotFound                 nothing in the graph or vocabulary matches
    ├── StoreError               the graph store cannot do what was asked
    │   ├── StoreUnavailable     not reachable, not startable, not installed
    │   ├── StoreDenied          wrong user or password, or a refused operation
    │   ├── StoreSchemaError     the graph was written by a newer NeuroKG
    │   └── QueryError           a Cypher query failed, or is not allowed
    └── ExportError              an export cannot be written

A record that cannot be used is no error: readers yield a :class:`kg.model.Reject` and go on.
"""

from __future__ import annotations

__all__ = [
    "ExportError",
    "ModelError",
    "NeuroKGError",
    "NotFound",
    "QueryError",
    "SourceError",
    "StoreDenied",
    "StoreError",
    "StoreSchemaError",
    "StoreUnavailable",
    "UnknownFormat",
    "UsageError",
    "VocabularyError",
]


class NeuroKGError(Exception):
    """Base of all errors; the message is one line for the user, with what to do."""

    exit_code = 1


class UsageError(NeuroKGError):
    """The request makes no sense as given; say it differently."""

    exit_code = 2


class UnknownFormat(UsageError):
    """No reader recognises the content of a source; name one with ``--format``."""


class SourceError(NeuroKGError):
    """A source as a whole cannot be read (missing, no permission, not decodable)."""


class VocabularyError(NeuroKGError):
    """The vocabulary is missing or malformed; the message names file and place."""


class ModelError(NeuroKGError):
    """A recogniser model is missing, damaged or of another version."""


class NotFound(NeuroKGError):
    """Nothing matches; the message carries suggestions where there are any."""


class StoreError(NeuroKGError):
    """The graph store cannot do what was asked."""


class StoreUnavailable(StoreError):
    """The store does not answer, cannot be started, or is not installed here."""


class StoreDenied(StoreError):
    """Wrong user or password, or an operation that the account may not do."""


class StoreSchemaError(StoreError):
    """The graph was written by a newer NeuroKG; upgrade this one."""


class QueryError(StoreError):
    """A Cypher query is malformed, not allowed, or took longer than its limit."""


class ExportError(NeuroKGError):
    """An export cannot be written, or a value has no valid form in the format."""
