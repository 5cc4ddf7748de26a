"""What an extraction is made by."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import kg
from kg.extract.models import model_folder, model_version
from kg.model import Run


def run_of(vocabulary: str, model: str | Path | None = None) -> Run:
    """The run of a vocabulary's version and a recogniser, by this software.

    Raises:
        ModelError: there is no such recogniser.

    >>> run_of("v1", "dictionary") == run_of("v1", "dictionary") != run_of("v2", "dictionary")
    True
    """
    software, version = f"neurokg {kg.__version__}", model_version(model_folder(model))
    digest = sha256("\n".join((software, vocabulary, version)).encode()).hexdigest()[:12]
    return Run(id=f"run:{digest}", software=software, vocabulary=vocabulary, model=version)
