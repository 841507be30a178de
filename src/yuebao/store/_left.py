"""What loads leave behind that were killed: told by a verification, cleared by the next load."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from yuebao.domain import Finding
from yuebao.store._log import FOLDER, files_in_log
from yuebao.store._raw import PART, clear_pending
from yuebao.store._write import is_ours

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

_UNCOMMITTED = "*.json#*"
"""What delta-rs writes a log as until it is whole."""

_NAMED = 5
"""How many files of a kind a finding names."""


def clear_left(store: Path, sources: Collection[str]) -> None:
    """Remove what is surely dead: parts, copies for an uncommitted load, facts of no version.

    The caller holds the store's lock, so nobody is at work on them. Other raw files stay: where a
    log was lost they are all that is left of a load.

    Args:
        store: The store's folder.
        sources: The SHA-256 of every file that a load knows.
    """
    if files_in_log(store / "facts") is not None:
        with suppress(OSError):
            clear_pending(store / "raw", sources)
    dead = [
        *(store / "raw").glob(f"{PART}*"),
        *(store / "facts" / FOLDER).glob(_UNCOMMITTED),
        *(path for path in _unknown_facts(store / "facts") if is_ours(path)),
    ]
    for path in dead:
        with suppress(OSError):  # it takes room, and no more
            path.unlink(missing_ok=True)


def find_unknown(store: Path, sources: Collection[str]) -> Iterator[Finding]:
    """Raw files and files of facts that no load knows.

    Args:
        store: The store's folder.
        sources: The SHA-256 of every file that a load knows.
    """
    raw = [path.name for path in _files(store / "raw") if path.name not in sources]
    if raw:
        yield Finding(
            "unknown", f"raw/, {_names([f'{name[:12]}…' for name in raw])}",
            "No load knows " + ("this raw file." if len(raw) == 1 else "these raw files."),
            "A load was killed before its end, or its log was lost since.",
            "If facts are missing, load the file again; else it can be deleted.",
        )  # fmt: skip
    facts = [path.relative_to(store).as_posix() for path in _unknown_facts(store / "facts")]
    if facts:
        yield Finding(
            "unknown", _names(facts),
            "No version of the store holds " + ("it." if len(facts) == 1 else "them."),
            "A load was killed before its end, or its log was lost since.",
            "If facts are missing, load their files again; the next load clears these.",
        )  # fmt: skip


def _files(folder: Path) -> list[Path]:
    """The whole files of a folder; a part of one has a name with a dot before it."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def _unknown_facts(facts: Path) -> list[Path]:
    known = files_in_log(facts)
    if known is None:
        return []
    return sorted(
        path
        for path in facts.rglob("*.parquet")
        if path.relative_to(facts).as_posix() not in known and path.parent.name != FOLDER
    )


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
