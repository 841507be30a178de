"""Findings about the files of a store: which of them nobody knows, and what killed loads left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import Fault
from yuebao.sources import hash_file
from yuebao.store._account import FileKind, find_files, idle, read_known
from yuebao.store._head import NAME as HEAD
from yuebao.store._head import read_head

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_NAMED = 5
"""How many files of a kind a finding names."""

_TOLD: dict[FileKind, tuple[str, str, str, str]] = {
    FileKind.UNKNOWN_RAW: (
        "unknown", "No load knows {them}.",
        "A load was killed before its end, or its log was lost since.",
        "If facts are missing, load the file again; else yuebao repair sets it aside.",
    ),
    FileKind.UNKNOWN_FACTS: (
        "unknown", "No version of the store holds {them}.",
        "A load was killed before its end, or its log was lost since.",
        "If facts are missing, load their files again; the next load clears these.",
    ),
    FileKind.DEAD: (
        "left", "A load that was killed left {them}.",
        "It is not whole, or was never committed, and nothing rests on it.",
        "The next load removes it, and so does yuebao repair.",
    ),
    FileKind.STRAY: (
        "stray", "The store has no use for {them}.",
        "Somebody else put it there; nothing rests on it.",
        "Move it to another place.",
    ),
}  # fmt: skip


def tell_files(store: Path) -> Iterator[Fault]:
    """Findings about files that nothing rests on, and about raw files that are not what they were.

    While a load is at work nothing can be said of them.

    Args:
        store: The store's folder.
    """
    with idle(store) as rests:
        if not rests:
            return
        known = read_known(store)
        found = find_files(store, known)
        for kind, (rule, what, why, remedy) in _TOLD.items():
            paths = [path.relative_to(store).as_posix() for path in found[kind]]
            if paths:
                them = "it" if len(paths) == 1 else "them"
                yield Fault(rule, _names(paths), what.format(them=them), why, remedy)
        # Of the files that loads know each load tells; of others only their own names do.
        others = found[FileKind.UNKNOWN_RAW] if known else _raw_files(store, found)
        yield from (_misnamed(store, path) for path in others if not is_what_it_says(path))
        if (store / "facts" / HEAD).exists() and read_head(store / "facts") is None:
            yield Fault(
                "head", f"facts/{HEAD}", "The note of the last version is damaged.",
                "A last log that is lost would not be missed.",
                "The next load writes it anew, and so does yuebao repair.",
            )  # fmt: skip


def is_what_it_says(raw: Path) -> bool:
    """Whether a raw file's content has the hash that is its name."""
    try:
        return raw.is_file() and hash_file(raw) == raw.name
    except OSError:
        return False


def _raw_files(store: Path, found: dict[FileKind, list[Path]]) -> list[Path]:
    raw = store / "raw"
    return [p for p in found[FileKind.KNOWN] if p.parent == raw and not p.name.startswith(".")]


def _misnamed(store: Path, path: Path) -> Fault:
    return Fault(
        "hash", path.relative_to(store).as_posix(),
        "The raw file is not what it was, or cannot be read.",
        "Its name is the SHA-256 of what it held.",
        "Restore it from a backup, or load the original file again.",
    )  # fmt: skip


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
