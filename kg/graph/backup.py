"""A local store in one file, and back."""

from __future__ import annotations

import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError, UsageError
from kg.files import atomic_path
from kg.graph import local

_DATA = "databases"


def backup(folder: Path, file: Path) -> int:
    """Write the store of a folder to a file (tar, gzip); answers the file's size in bytes.

    Its server is stopped before, and no load begins while the file is written.

    Raises:
        UsageError: there is no store in the folder, or the file would stand inside it.
        ExportError: the file cannot be written.
    """
    if not (folder / _DATA).is_dir():
        raise UsageError(f"no store in {folder}")
    if file.resolve().is_relative_to((folder / _DATA).resolve()):
        raise UsageError(f"{file} is inside the store; write the backup elsewhere")
    with local.one_load(folder), local.stopped(folder), atomic_path(file) as part:
        with tarfile.open(part, "w:gz", compresslevel=3) as archive:
            archive.add(folder / _DATA, _DATA)
        return part.stat().st_size


def restore(file: Path, folder: Path) -> None:
    """Make the store of a backup in a folder that has none; whole, or not at all.

    Raises:
        UsageError: the folder has a store already.
        StoreError: the file is no backup, is damaged, or the folder cannot be written.
    """
    if (folder / _DATA).exists():
        raise UsageError(f"there is a store in {folder}; restore into another folder")
    folder.mkdir(parents=True, exist_ok=True)
    with local.stopped(folder), _unpacked(file, folder) as data:
        data.rename(folder / _DATA)


@contextmanager
def _unpacked(file: Path, folder: Path) -> Iterator[Path]:
    part = folder / f"{_DATA}.part"
    shutil.rmtree(part, ignore_errors=True)
    try:
        with tarfile.open(file, "r:gz") as archive:
            archive.extractall(part, filter="data")
        if not (part / _DATA).is_dir():
            raise StoreError(f"{file} is no backup of a store")
        yield part / _DATA
    except (tarfile.TarError, EOFError, zlib.error, OSError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise StoreError(f"cannot restore {file} into {folder}: {said}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
