"""How the time of loading and auditing grows with the size of what is hostile.

    python -m tests.torture.growth [--size BYTES] [WORD ...]

Each kind of file is made in a size and in twice that; printed are both times, in seconds of the
processor, and by how much the second is longer. Twice is linear.
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import duckdb
from tests.archives import pack

from yuebao.domain import Flow, YuebaoError
from yuebao.publish.audit import AuditRequest, audit_file
from yuebao.reference import find_office
from yuebao.sources import read_source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HEADS = "数据年月,商品编码,贸易伙伴编码,美元\n"
ROW = "202502,85076000,502,500000000\n"
SENTENCE = "2025年2月，中国出口锂电池12.3亿美元，同比增长4.5%。"


def _repeated(begin: str, unit: str, end: str = "") -> Callable[[int], bytes]:
    return lambda size: (begin + unit * (size // len(unit.encode())) + end).encode()


def _sheets(size: int) -> bytes:
    count = size // 2000
    names = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, count + 1))
    sheets = {f"xl/worksheets/sheet{n}.xml": "<worksheet/>" * 100 for n in range(1, count + 1)}
    return pack({"xl/workbook.xml": f"<workbook><sheets>{names}</sheets></workbook>", **sheets})


LOADED: dict[str, Callable[[int], bytes]] = {
    "rows.csv": _repeated(HEADS, ROW),
    "one line.csv": _repeated(HEADS, "9"),
    "one field.csv": _repeated(HEADS + '"', "9"),
    "quotes.csv": _repeated(HEADS, '"'),
    "commas.csv": _repeated(HEADS, ","),
    "columns.csv": _repeated("", "美元,"),
    "blank lines.csv": _repeated(HEADS, "\n"),
    "cells.html": _repeated("<html><table>", "<td>1"),
    "tables.html": _repeated("<html>", "<table><tr><td>1</table>"),
    "sheets.xlsx": _sheets,
}
AUDITED: dict[str, Callable[[int], bytes]] = {
    "sentences.md": _repeated("", SENTENCE + "\n\n"),
    "one paragraph.md": _repeated("", SENTENCE),
    "spaces.txt": _repeated("a", " ", "b"),
    "digits.md": _repeated("出口", "9", "亿美元"),
    "rows.md": _repeated("| 月 | 亿美元 |\n|---|---|\n", "| 1 | 2 |\n"),
    "pipes.md": _repeated("", "|"),
    "stars.md": _repeated("", "*"),
    "brackets.md": _repeated("", "["),
    "comments.html": _repeated("<html>", "<!--"),
    "tags.html": _repeated("<html>", "<a"),
    "nested.html": _repeated("<html>", "<div>"),
    "cells.html": _repeated("<html><table>", "<td>1"),
    "rows.html": _repeated("<html><table>", "<tr><td>1<td>2"),
    "entities.html": _repeated("<html>", "&amp;"),
}


def _load(path: Path) -> None:
    with duckdb.connect() as connection:
        read_source(connection, path, find_office(), flow=Flow.EXPORT)


def _audit(path: Path) -> None:
    audit_file(AuditRequest(path))


def _time(do: Callable[[Path], None], path: Path) -> float:
    begun = time.process_time()
    with suppress(YuebaoError):
        do(path)
    return time.process_time() - begun


def main(words: Sequence[str] | None = None) -> int:
    """Print a line for every kind of file."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture.growth", description=__doc__)
    parser.add_argument("--size", type=int, default=1 << 20)
    parser.add_argument("words", nargs="*")
    given = parser.parse_args(words)
    with TemporaryDirectory() as folder:
        for do, files in ((_load, LOADED), (_audit, AUDITED)):
            what = do.__name__.removeprefix("_")
            do(_written(Path(folder), "warm.csv", (HEADS + ROW).encode()) if do is _load else
               _written(Path(folder), "warm.md", SENTENCE.encode()))  # fmt: skip
            for name, make in files.items():
                if given.words and not any(word in f"{what} {name}" for word in given.words):
                    continue
                once, twice = (
                    _time(do, _written(Path(folder), name, make(size)))
                    for size in (given.size, 2 * given.size)
                )
                told = f"{twice / max(once, 0.01):4.1f} times"
                sys.stdout.write(f"{what:6} {name:18} {once:7.2f} s {twice:7.2f} s {told}\n")
                sys.stdout.flush()
    return 0


def _written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


if __name__ == "__main__":
    sys.exit(main())
