"""Settings from the environment, and the folders that NeuroKG uses.

=====================  ==========================================================
``KG_STORE``           folder of a local store, or ``bolt://``/``neo4j(+s)://`` URI
``KG_USER``            user of a server store (default ``neo4j``)
``KG_PASSWORD``        its password
``KG_PASSWORD_FILE``   a file that holds it (first line)
``KG_DATA_HOME``       folder for the default local store
``KG_CACHE_HOME``      folder for compiled vocabularies and the like
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
    user = os.environ.get("KG_USER", "neo4j")
    if password := os.environ.get("KG_PASSWORD"):
        return user, password
    if file := os.environ.get("KG_PASSWORD_FILE"):
        try:
            return user, Path(file).read_text(encoding="utf-8").split("\n", 1)[0].strip()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"cannot read KG_PASSWORD_FILE {file}: {error}") from error
    return user, None


def store_idle_seconds() -> float:
    """Seconds without a client after which a local store stops itself (default 600).

    Raises:
        UsageError: ``KG_STORE_IDLE`` is not a positive number.
    """
    text = os.environ.get("KG_STORE_IDLE", "600")
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not seconds > 0:
        raise UsageError(f"KG_STORE_IDLE must be a positive number of seconds, not {text!r}")
    return seconds
