"""Places that tables of other hands print beside their rows: 排名, rank."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.findings.certificate import Certificate, Member, Relation, member_of
from yuebao.auditing.findings.finding import Finding, at_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.auditing.findings.where import Where
    from yuebao.auditing.rules.context import Case
    from yuebao.auditing.sheets import Sheet, SheetEntry

_FEWEST = 5
"""Of fewer rows nothing tells by which column they are placed."""
_ONE = Fraction(1)
Ranked = list[tuple[int, "SheetEntry"]]
"""Each place with the number of its row in a column."""


def check_places(context: Case) -> Iterator[Finding]:
    """The one place that goes against the column by which all others are given."""
    for sheet in context.claims.sheets:
        for column in sorted({column for ranks in sheet.ranks.values() for column in ranks}):
            wrong = _against(sheet, column)
            if wrong is not None:
                yield _finding(sheet, *wrong)


def _against(sheet: Sheet, rank: int) -> tuple[SheetEntry, SheetEntry] | None:
    """The two rows that stand the wrong way round; None where a column fits, or none nearly."""
    best: tuple[SheetEntry, SheetEntry] | None = None
    for column in sheet.heads:
        ranked = _ranked(sheet, rank, column)
        if len(ranked) < _FEWEST:
            continue
        wrong = [
            (one, two) for (_, one), (_, two) in itertools.pairwise(ranked) if _below(one, two)
        ]
        if not wrong:
            return None
        if len(wrong) == 1 and best is None:
            best = wrong[0]
    return best


def _ranked(sheet: Sheet, rank: int, column: int) -> Ranked:
    found = [
        (ranks[rank], entry)
        for row, ranks in sheet.ranks.items()
        if rank in ranks and (entry := sheet.entry(row, column)) is not None
        and entry.role == "level"
    ]  # fmt: skip
    return sorted(found, key=lambda pair: pair[0])


def _below(one: SheetEntry, two: SheetEntry) -> bool:
    return one.number.interval().is_below(two.number.interval())


def _finding(sheet: Sheet, one: SheetEntry, two: SheetEntry) -> Finding:
    members = tuple(_member(sheet, e, name) for e, name in ((one, "x1"), (two, "x2")))
    says = (f"{one.label} ≥ {two.label}", f"{one.label} ≥ {two.label}")
    relation = Relation(says, (("x1", _ONE), ("x2", -_ONE)), Fraction(0), None)
    return Finding(
        rule="place-against-values",
        where=_where(sheet, one),
        printed=one.number.text,
        expected=f"≥ {two.number.text}",
        facts=(("upper", one.label), ("lower", two.label), ("other", two.number.text)),
        also=_where(sheet, two),
        certificate=Certificate(
            members, (relation,), (("x1", (one.label, one.label)), ("x2", (two.label, two.label)))
        ),
    )


def _member(sheet: Sheet, entry: SheetEntry, name: str) -> Member:
    words = f"{entry.label}“{entry.head}”{entry.number.text}"
    return member_of(entry, name, (words, words), _where(sheet, entry))


def _where(sheet: Sheet, entry: SheetEntry) -> Where:
    return at_entry(sheet, entry, f"{entry.label} {entry.number.text}")
