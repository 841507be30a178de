"""Stores of a few facts, definitions of a few lines, and a report as plain text to look at."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from yuebao.domain import Flow, Scope
from yuebao.report import load_definition
from yuebao.report.model import FigureCell, Footnote, LabelCell, Mention, Paragraph
from yuebao.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from yuebao.report import Definition, Document
    from yuebao.report.model import Figure, Table

GERMANY, FRANCE, VIETNAM, USA, CHINA, TIMOR, GEORGIA, GEORGIA_UNTIL_2022 = (
    "304", "305", "141", "502", "142", "144", "150", "337",
)  # fmt: skip
GUANGDONG, SHANGHAI, TIBET = "44", "31", "54"
CODE = "85076000"
RELEASED = date(2026, 1, 20)

HEAD = """
[title]
zh = "测试月报"

[subject]
label = { zh = "蓄电池" }
codes = ["85076000"]
edition = 2022
"""
BOTH = HEAD.replace('zh = "测试月报"', 'zh = "测试月报"\nen = "Test"').replace(
    'zh = "蓄电池"', 'zh = "蓄电池", en = "batteries"'
)
"""The same in either language."""


@dataclass(frozen=True)
class Fact:
    """A month's trade with a partner: value in whole units of currency."""

    flow: Flow
    month: str
    value: int
    partner: str = USA
    province: str = GUANGDONG
    code: str = CODE
    quantity: int | None = None
    unit: str = "个"


def exports(month: str, value: int, **rest: object) -> Fact:
    return Fact(Flow.EXPORT, month, value, **rest)  # type: ignore[arg-type]  # names of Fact


def imports(month: str, value: int, **rest: object) -> Fact:
    return Fact(Flow.IMPORT, month, value, **rest)  # type: ignore[arg-type]  # names of Fact


def load(
    store: Store,
    facts: Iterable[Fact],
    *,
    currency: str = "美元",
    without: tuple[str, ...] = (),
    released: date = RELEASED,
    scope: str = "all",
    notice: dict[str, str] | None = None,
    codes: Sequence[str] = (),
) -> None:
    """Load facts as two query exports of full scope, one a flow.

    Args:
        store: Where to.
        facts: What the exports hold.
        currency: The head of the value column.
        without: Columns that the query did not ask for.
        released: The release date.
        scope: The scope declared.
        notice: A caution given with the files.
        codes: The codes the queries asked for.
    """
    by_flow: dict[Flow, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_flow[fact.flow].append(fact)
    folder = store.path.parent / "files"
    folder.mkdir(exist_ok=True)
    number = len(list(folder.iterdir()))
    paths = []
    for flow, held in by_flow.items():
        path = folder / f"{number}_{'出口' if flow is Flow.EXPORT else '进口'}.csv"
        rows = [_row(fact, currency, without) for fact in held]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        paths.append(path)
    store.load(paths, released=released, scope=Scope.parse(scope), notice=notice, codes=codes)


def _row(fact: Fact, currency: str, without: tuple[str, ...]) -> dict[str, object]:
    row: dict[str, object] = {
        "数据年月": fact.month.replace("-", ""),
        "商品编码": fact.code,
        "贸易伙伴编码": fact.partner,
        "注册地编码": fact.province,
        currency: fact.value,
    }
    if fact.quantity is not None:
        row |= {"第一数量": fact.quantity, "第一计量单位": fact.unit}
    return {head: value for head, value in row.items() if head not in without}


def new_store(tmp_path: Path, facts: Iterable[Fact] = (), codes: Sequence[str] = ()) -> Store:
    """A store of these facts."""
    store = Store(tmp_path / "store")
    held = list(facts)
    if held:
        load(store, held, codes=codes)
    return store


def define(tmp_path: Path, text: str, head: str = HEAD, name: str = "probe") -> Definition:
    """A definition of the head and what follows it."""
    path = tmp_path / f"{name}.toml"
    path.write_text(head + text, encoding="utf-8")
    return load_definition(path)


def sections(*kinds: str) -> str:
    """Sections without settings."""
    return "".join(f'\n[[sections]]\nkind = "{kind}"\n' for kind in kinds)


def whole_year(year: int, value: int = 10**8, **rest: object) -> list[Fact]:
    """Exports of each month of a year."""
    return [exports(f"{year}-{month:02}", value, **rest) for month in range(1, 13)]


def sentences(document: Document) -> list[str]:
    """Each paragraph as a reader sees it; footnote marks are [1]."""
    return [plain(part) for part in document.parts if isinstance(part, Paragraph)]


def plain(paragraph: Paragraph) -> str:
    """A paragraph as a reader sees it."""
    return paragraph.lead + "".join(map(_run, paragraph.runs))


def _run(run: object) -> str:
    match run:
        case Mention():
            return run.text
        case Footnote():
            return f"[{run.number}]"
        case _:
            return str(run)


def footnotes(document: Document) -> list[str]:
    """The footnotes' texts."""
    return [
        run.text
        for part in document.parts
        if isinstance(part, Paragraph)
        for run in part.runs
        if isinstance(run, Footnote)
    ]


def grid(table: Table) -> list[list[str]]:
    """A table's rows as printed."""
    return [
        [
            cell.key.label if isinstance(cell, LabelCell)
            else cell.figure.text if isinstance(cell, FigureCell)
            else ""
            for cell in row.cells
        ]
        for group in table.groups
        for row in group.rows
    ]  # fmt: skip


def notes(document: Document, table: int) -> str:
    """The notes under a table, by its number."""
    return "".join(next(t for t in document.tables() if t.number == table).notes)


def cells(document: Document) -> Iterator[tuple[int, Figure]]:
    """Each figure of a table, with the table's number."""
    for table in document.tables():
        for group in table.groups:
            for row in group.rows:
                for cell in row.cells:
                    if isinstance(cell, FigureCell):
                        yield table.number, cell.figure
