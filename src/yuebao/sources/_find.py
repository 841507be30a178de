"""Which files are meant."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from yuebao.domain import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable

SUFFIXES = (".csv", ".xlsx", ".xls")
"""What a folder is searched for."""


def find_sources(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files meant by files and folders: a file as it is given, a folder with all below it.

    A folder gives its .csv, .xlsx and .xls files, sorted, without hidden files and the lock files
    an office program leaves (`~$…`). A file named twice is given once.

    Raises:
        UserError: A path does not exist, or a folder holds no such file.
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        for file in _files_of(path):
            found.setdefault(file)
    return tuple(found)


def _files_of(path: Path) -> list[Path]:
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if _is_meant(file, path))
        if not files:
            raise UserError(
                "there is no .csv, .xlsx or .xls file in this folder",
                where=str(path),
                remedy="Give a folder of customs files, or the files themselves.",
            )
        return files
    if not path.exists():
        raise UserError(
            "there is no such file or folder", where=str(path), remedy="Check the path."
        )
    return [path]


def _is_meant(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return (
        file.suffix.lower() in SUFFIXES
        and not hidden
        and not file.name.startswith("~$")
        and file.is_file()
    )
