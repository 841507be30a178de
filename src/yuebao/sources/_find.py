"""Which files are meant."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from yuebao.domain import UserError, is_utf_8, why_no_name

if TYPE_CHECKING:
    from collections.abc import Iterable

SUFFIXES = (".csv", ".xlsx", ".xls", ".html", ".htm", ".mht", ".mhtml")
"""What a folder is searched for."""


def find_sources(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files meant by files and folders: a file as it is given, a folder with all below it.

    A folder gives its tables, workbooks and saved pages, sorted, without hidden files, the lock
    files an office program leaves (`~$…`), and what browsers save beside a page (`…_files`). A file
    named twice is given once.

    Raises:
        UserError: A path does not exist, a folder holds no such file, or a file cannot be read or
            named.
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        for file in _files_of(path):
            _check_file(file)
            found.setdefault(file)
    return tuple(found)


def _check_file(path: Path) -> None:
    """Refuse what can be read only once or never ends, and names that cannot be kept."""
    wrong = why_no_name(path.name)
    if wrong is None and not is_utf_8(str(path.absolute())):
        wrong = "it lies in a folder whose name holds bytes that are no UTF-8"
    if wrong is not None:
        raise UserError(wrong, where=str(path), remedy="Rename it.")
    if not path.is_file():
        raise UserError(
            "it is no file but a pipe or a device, which cannot be read twice",
            where=str(path),
            remedy="Save what comes from it as a file, and load that.",
        )


def _files_of(path: Path) -> list[Path]:
    try:
        path.stat()
    except (OSError, ValueError) as error:
        reason = "there is no such file or folder"
        if isinstance(error, OSError) and not isinstance(error, FileNotFoundError):
            reason = f"it cannot be opened ({error.strerror})"
        raise UserError(reason, where=str(path), remedy="Check the path.") from error
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if _is_meant(file, path))
        if not files:
            raise UserError(
                "there is no .csv, .xlsx, .xls, .html or .mht file in this folder",
                where=str(path),
                remedy="Give a folder of customs files, or the files themselves.",
            )
        return files
    return [path]


def _is_meant(file: Path, folder: Path) -> bool:
    parts = file.relative_to(folder).parts
    hidden = any(part.startswith(".") for part in parts)
    beside = any(part.endswith(("_files", ".files")) for part in parts[:-1])
    return (
        file.suffix.lower() in SUFFIXES
        and not hidden
        and not beside
        and not file.name.startswith("~$")
        and file.is_file()
    )
