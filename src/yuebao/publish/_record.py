"""The file beside a batch's reports that says what each was built from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from yuebao.domain import PlaceError
from yuebao.publish.writing import write_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from yuebao.domain import Progress

RECORD = ".yuebao-batch.jsonl"
"""The file: a line a report, its stem and a text that changes with all it depends on."""


def read_record(out: Path, progress: Progress) -> dict[str, str]:
    """What each report in a folder was built from, by stem.

    A line that is cut short is where a batch was stopped, and counts for none; so does one that is
    damaged, with a warning. The file is mended, so that lines can be added to it.

    Raises:
        PlaceError: Something else stands in its place.
    """
    path = out / RECORD
    if not path.exists():
        return {}
    if not path.is_file():
        raise PlaceError(
            "it is no file but a folder, a pipe or a device",
            where=str(path),
            remedy="Take it away: the batch notes there what it built.",
        )
    whole, cut, rest = path.read_bytes().rpartition(b"\n")
    lines = whole.split(b"\n") if cut else []
    read = [_read_line(line) for line in lines]
    damaged = [number for number, entry in enumerate(read, start=1) if entry is None]
    if damaged:
        progress.warn(_tell_damage(path, damaged))
    built = dict(entry for entry in read if entry is not None)
    if damaged or rest:
        write_files(out, {RECORD: "".join(_lines(built)).encode()})
    return built


def _read_line(line: bytes) -> tuple[str, str] | None:
    """A report's stem and what it was built from; None where the line does not say it."""
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    match entry:
        case [str(stem), str(key)]:
            return stem, key
    return None


def _tell_damage(path: Path, damaged: list[int]) -> str:
    listed = ", ".join(map(str, damaged[:5])) + (", …" if len(damaged) > 5 else "")
    lines = f"line {listed} is" if len(damaged) == 1 else f"lines {listed} are"
    return f"{path}: {lines} damaged; the reports they stand for are built anew."


def _lines(built: dict[str, str]) -> Iterator[str]:
    return (record_line(stem, key) for stem, key in built.items())


def record_line(stem: str, key: str) -> str:
    """The line of a report."""
    return json.dumps([stem, key], ensure_ascii=False) + "\n"
