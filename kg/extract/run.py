"""What an extraction is made by."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import kg
from kg.extract.confidence import TABLE, THRESHOLDS
from kg.extract.models import DICTIONARY, find_model
from kg.model import Run
from kg.vocabulary.added import added, namespaces


def run_of(vocabulary: str, model: str | Path | None = None) -> Run:
    """The run of a vocabulary's version and a recogniser, by this software.

    What confidences are made from counts too, and so do the namespaces and licences of added
    vocabularies: they stand in the graph.

    Raises:
        ModelError: there is no such recogniser.

    >>> run_of("v1", "dictionary") == run_of("v1", "dictionary") != run_of("v2", "dictionary")
    True
    """
    software, found = f"neurokg {kg.__version__}", find_model(model)
    version = found.version if found else DICTIONARY
    confidence = f"{sorted(THRESHOLDS.items())}\n{TABLE.read_text(encoding='utf-8')}"
    spaces = dict(sorted(namespaces().items())) or None
    licences = {one.source: one.licence for one in added()} or None
    more = (json.dumps(some) for some in (spaces, licences) if some)
    parts = (software, vocabulary, version, confidence, *more)
    digest = sha256("\n".join(parts).encode()).hexdigest()[:12]
    return Run(
        id=f"run:{digest}",
        software=software,
        vocabulary=vocabulary,
        model=version,
        namespaces=spaces,
        added=licences,
    )
