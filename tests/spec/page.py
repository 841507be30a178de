"""The specification as a page of documentation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.spec.case import File, Indicator, read_answer, read_table
from tests.spec.chapters import CHAPTERS

from yuebao.store import LoadMode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.spec.case import Case

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "indicators.md"

_TOP = """\
# Indicators

What yuebao computes, rule by rule: the facts files hold, a question, the answer. Every rule on this
page is a test, run against yuebao and against a plain second implementation.

<!-- Written by `python -m tests.spec` from tests/spec/chapters; not to be edited by hand. -->
"""

_ANSWERS = {
    Indicator.LEVEL: "level",
    Indicator.TOTAL: "level",
    Indicator.GROWTH: "growth (level on base)",
    Indicator.OFFICIAL_GROWTH: "growth (level on base)",
    Indicator.SHARE: "share (part of whole)",
    Indicator.NET: "net; a year before; difference",
    Indicator.RANKING: "level",
    Indicator.CONTRIBUTION: "contribution (level after base of whole base)",
    Indicator.QUANTITY: "quantity",
    Indicator.PRICE: "price, mix and quantity",
    Indicator.RECORD: "rank and run",
    Indicator.CONCENTRATION: "concentration",
    Indicator.REVISION: "revision",
}

_FIRST = {
    Indicator.QUANTITY: "unit",
    Indicator.PRICE: "what",
    Indicator.RECORD: "what",
    Indicator.CONCENTRATION: "what",
    Indicator.REVISION: "release and month",
}
"""The head of the first column, where its rows are no entities."""


def draw_page() -> str:
    """The whole page, as Markdown."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield _TOP
    for chapter in CHAPTERS:
        yield f"## {chapter.title}\n\n{chapter.text}\n"
        for case in chapter.cases:
            yield from _case(case)


def _case(case: Case) -> Iterator[str]:
    yield f"### {case.title}\n"
    dated = len({file.released for file in case.files}) > 1
    for file in case.files:
        yield f"{_heading(file, dated=dated)}:\n"
        yield _table(read_table(file.table))
    yield f"**{case.question.sentence()}**\n"
    answer = read_answer(case.answer)
    if isinstance(answer, str):
        yield f"> {answer}\n"
    else:
        by = _FIRST.get(case.question.indicator, str(case.question.by))
        rows = [[entity, text] for entity, text in answer.items()]
        yield _table([[by, _ANSWERS[case.question.indicator]], *rows])
    if case.text:
        yield f"{case.text}\n"


def _heading(file: File, *, dated: bool) -> str:
    parts = [
        f"A file of {file.flow}s in {file.currency}",
        "" if file.scope == "all" else f"of scope {file.scope}",
        f"declared to cover {file.months}" if file.months else "",
        f"released {file.released}" if dated else "",
        "loaded as a part" if file.mode is LoadMode.ADD else "",
    ]
    return ", ".join(part for part in parts if part)


def _table(rows: Sequence[Sequence[str]]) -> str:
    heads, *body = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([heads, f"|{'---|' * len(rows[0])}", *body, ""])
