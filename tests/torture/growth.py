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
from tests.pdffile import lines, pdf

from yuebao.domain import Flow, YuebaoError
from yuebao.publish.audit import AuditRequest, audit_file
from yuebao.reference import find_office
from yuebao.sources import read_source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HEADS = "数据年月,商品编码,贸易伙伴编码,美元\n"
ACROSS = "单位：美元\n商品编码,贸易伙伴编码,2025-01,2025-02\n"
PIVOT = "求和项:美元,列标签,\n行标签,202501,202502\n"
BESIDE = "2025年5月全国国别（地区）总值\n单位：亿元\n国别,5月,1至5月,,国别,5月,1至5月\n"
ROW = "202502,85076000,502,500000000\n"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SENTENCE = "2025年2月，中国出口锂电池12.3亿美元，同比增长4.5%。"


def _repeated(begin: str, unit: str, end: str = "") -> Callable[[int], bytes]:
    return lambda size: (begin + unit * (size // len(unit.encode())) + end).encode()


def _each(begin: str, unit: str) -> Callable[[int], bytes]:
    """A text again and again: {n} is another number each time, {a} a name of as many letters."""

    def make(size: int) -> bytes:
        return "".join(
            [begin, *(_numbered(unit, n) for n in range(size // len(unit.encode())))]
        ).encode()

    return make


def _numbered(unit: str, number: int) -> str:
    letters = "".join("abcdefghij"[int(digit)] for digit in str(number))
    return unit.format(n=number, a=letters.capitalize())


def _report(size: int) -> bytes:
    """A whole report, again and again."""
    parts = [
        f"表1：2025年2月中国锂电池分国别{flow}情况（亿美元）\n\n| 国家（地区） | 2月当月 {flow}额 "
        "| 占比（%） | 同比变化（%） |\n|---|---|---|---|\n"
        "| 美国 | 6.0 | 60.0 | 1.0 |\n| 德国 | 4.0 | 40.0 | 2.0 |\n\n"
        f"2025年2月，中国对美国{flow}锂电池6.0亿美元，占比为60.0%，同比增长1.0%；"
        f"对德国{flow}4.0亿美元，占比为40.0%，同比增长2.0%。\n\n"
        for flow in ("出口", "进口")
    ]
    return _repeated("# 中国锂电池贸易月度监测报告\n\n（2025年2月）\n\n", "".join(parts))(size)


def _word(size: int) -> bytes:
    """Paragraphs and tables of Word."""
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{n}.0</w:t></w:r></w:p></w:tc>" for n in range(1, 5))
    unit = f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p><w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    body = unit * (size // len(unit))
    return pack({"word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>"})


def _pages(size: int) -> bytes:
    """Pages of sentences and tables."""
    drawn = lines(40, "Exports rose 4.5% to 12.3 billion dollars in March.")
    return pdf([drawn] * (size // len(drawn)))


def _labels(size: int) -> bytes:
    """A page whose tables' labels are wrapped around their numbers."""
    unit = "1 0 0 1 40 {0} Tm (Table 1) Tj 1 0 0 1 40 {1} Tm (some) Tj 1 0 0 1 200 {1} Tm (1.0) Tj "
    rows = "".join(unit.format(8 * n + 4, 8 * n) for n in range(size // len(unit), 0, -1))
    return pdf([f"BT /F 4 Tf {rows}ET"], box=(0, 0, 400, size))


def _sheets(size: int) -> bytes:
    count = size // 2000
    names = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, count + 1))
    sheets = {f"xl/worksheets/sheet{n}.xml": "<worksheet/>" * 100 for n in range(1, count + 1)}
    return pack({"xl/workbook.xml": f"<workbook><sheets>{names}</sheets></workbook>", **sheets})


TITLE = "2024年8月进出口商品贸易方式总值表,,\n单位：亿元,,\n"
MODES = TITLE + "贸易方式,出口,进口\n总值,9,5\n一般贸易,9,5\n"
OF_ONE = "Exports of {a} rose 4.5% to $12.3 billion in March 2025, {n}.1% of the total.\n\n"
IN_BRACKETS = "2025年2月，对{a}国出口{n}.3亿美元（10.7%），对{a}州出口4.4亿美元（2.5%）。\n\n"

LOADED: dict[str, Callable[[int], bytes]] = {
    "rows.csv": _repeated(HEADS, ROW),
    "one line.csv": _repeated(HEADS, "9"),
    "one field.csv": _repeated(HEADS + '"', "9"),
    "quotes.csv": _repeated(HEADS, '"'),
    "commas.csv": _repeated(HEADS, ","),
    "columns.csv": _repeated("", "美元,"),
    "blank lines.csv": _repeated(HEADS, "\n"),
    "notes.csv": _repeated(MODES, "注：本表为初步数据,,\n"),
    "blocks.csv": _repeated("", MODES),
    "months across.csv": _each(ACROSS, "85076000,502,{n},2\n"),
    "pivot of groups.csv": _each(PIVOT, "85076000,{n},1\n日本,{n},1\n"),
    "groups of one.csv": _repeated(PIVOT, "85076000,0,0\n"),
    "beside.csv": _repeated(BESIDE, "日本,1,2,,德国,1,2\n"),
    "totals.csv": _each(
        "2025年5月我国出口前十大市场\n单位：亿元\n国别,5月\n日本,1\n", "总值,{n}\n"
    ),
    "captions.csv": _repeated("", "出口,,,,进口\n"),
    "limits.csv": _repeated(MODES + "注：", "仅限一般贸易"),
    "cells.html": _repeated("<html><table>", "<td>1"),
    "tables.html": _repeated("<html>", "<table><tr><td>1</table>"),
    "sheets.xlsx": _sheets,
}
AUDITED: dict[str, Callable[[int], bytes]] = {
    "sentences.md": _repeated("", SENTENCE + "\n\n"),
    "one paragraph.md": _repeated("", SENTENCE),
    "names.md": _each("", OF_ONE),
    "brackets of names.md": _each("", IN_BRACKETS),
    "spaces.txt": _repeated("a", " ", "b"),
    "growths.md": _repeated("", "增长1%，" * 1500 + "\n\n"),
    "bare.md": _repeated("", "1，" * 4000 + "\n\n"),
    "characters.md": _repeated("", "一二三" * 3000 + "\n\n"),
    "short.md": _repeated("", "出口1亿\n\n"),
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
    "report.md": _report,
    "heads.md": _repeated("| a | b |\n|---|---|\n", "| c |  |\n|  | d |\n"),
    "numbers.txt": _repeated("表1 出口（亿美元）\n", "1.0 "),
    "aligned.txt": _repeated("出口  2025  2024\n", "甲市  1.0  2.0\n"),
    "named.txt": _repeated("出口  2025  2024\n", "甲市  1.0  2.0\n亚洲\n"),
    "bars.txt": _repeated("│市│出口│进口│\n", "│甲市│1.0│2.0│\n"),
    "dots.txt": _repeated("甲市", ".", "  1.0  2.0"),
    "rules.txt": _repeated("甲市  1.0  2.0\n", "-"),
    "divisions.html": _repeated("<html>", "<div><p>甲市</p><p>1</p><p>2</p></div>"),
    "closed.html": _repeated("<html>", "<div>a</p>"),
    "layout.html": _repeated("<html>", "<table><tr><td>a"),
    "parts.html": _repeated(
        "<table><tr><td>市<td>出口<tr><td>甲<td>1</table>", "<table><tr><td>乙<td>2</table>"
    ),
    "markup.md": _repeated("", "<table>\n<tr><td>1\n"),
    "pairs.md": _repeated("| 月 | 亿美元 |\n|---|---|\n", "| 1 | 2.0 (+1.0) |\n"),
    "word.docx": _word,
    "pages.pdf": _pages,
    "labels.pdf": _labels,
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
