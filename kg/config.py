"""Settings from the environment, and the folders that NeuroKG uses.

=====================  ==========================================================
``KG_STORE``           folder of a local store, or ``bolt://``/``neo4j(+s)://`` URI
``KG_USER``            user of a server store (default ``neo4j``)
``KG_PASSWORD``        its password
``KG_PASSWORD_FILE``   a file that holds it (first line)
``KG_DATA_HOME``       folder for the default local store
``KG_CACHE_HOME``      folder for compiled vocabularies and the like
``KG_EMAIL``           address by which harvested services can reach you
``NCBI_API_KEY``       key for PubMed, or ``NCBI_API_KEY_FILE``
``OPENALEX_API_KEY``   key for OpenAlex, or ``OPENALEX_API_KEY_FILE``
``KG_HARVEST_PACE``    factor for waiting when a harvest asks a server of your own
``KG_STORE_IDLE``      seconds without a client after which a local store stops itself
=====================  ==========================================================
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from kg.errors import UsageError


def data_home() -> Path:
    """Folder for what must be kept (the default local store); not created here."""
    return Path(os.environ.get("KG_DATA_HOME") or platformdirs.user_data_dir("neurokg"))


def cache_home() -> Path:
    """Folder for what can be made again (compiled vocabularies); not created here."""
    return Path(os.environ.get("KG_CACHE_HOME") or platformdirs.user_cache_dir("neurokg"))


def store_location() -> str:
    """Location of the store when none is given: ``KG_STORE`` or the user's data folder."""
    return os.environ.get("KG_STORE") or str(data_home() / "store")


def credentials() -> tuple[str, str | None]:
    """User and password of a server store, from the environment or a password file.

    Raises:
        UsageError: ``KG_PASSWORD_FILE`` names a file that cannot be read.
    """
    return os.environ.get("KG_USER", "neo4j"), secret("KG_PASSWORD")


def secret(name: str) -> str | None:
    """A password or key: the variable of that name, or the first line of the file that
    ``<name>_FILE`` names.

    Raises:
        UsageError: the file cannot be read.
    """
    if value := os.environ.get(name):
        return value
    if file := os.environ.get(f"{name}_FILE"):
        try:
            return Path(file).read_text(encoding="utf-8").split("\n", 1)[0].strip()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"cannot read {name}_FILE {file}: {error}") from error
    return None


def harvest_pace() -> float:
    """Factor for all waiting between requests of a harvest (default 1).

    Raises:
        UsageError: ``KG_HARVEST_PACE`` is not a positive number.
    """
    return _positive("KG_HARVEST_PACE", "1", "number")


def store_idle_seconds() -> float:
    """Seconds without a client after which a local store stops itself (default 600).

    Raises:
        UsageError: ``KG_STORE_IDLE`` is not a positive number.
    """
    return _positive("KG_STORE_IDLE", "600", "number of seconds")


def _positive(name: str, default: str, what: str) -> float:
    text = os.environ.get(name, default)
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not number > 0:
        raise UsageError(f"{name} must be a positive {what}, not {text!r}")
    return number
