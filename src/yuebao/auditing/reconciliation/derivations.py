"""Changes in points and growth of prices in tables, against the rates of their row."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.findings.certificate import Certificate, Member, member_of
from yuebao.auditing.findings.finding import Finding, at_entry
from yuebao.auditing.numbers import range_text
from yuebao.auditing.understanding.derived import Derived, derived

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.auditing.claims import Claims
    from yuebao.auditing.findings.where import Where
    from yuebao.auditing.findings.wording import Pair
    from yuebao.auditing.sheets import Sheet, SheetEntry

_ONE = Fraction(1)
_HUNDREDTH = Fraction(1, 100)


def check_derived(claims: Claims, found: Sequence[Finding]) -> Iterator[Finding]:
    """Every rate that the two others of its row do not let be; none with a number found wrong."""
    wrong = {finding.where.place for finding in found}
    for sheet in claims.sheets:
        for one in derived(sheet):
            if not one.holds and wrong.isdisjoint(e.place for e in (one.entry, *one.parts)):
                yield _finding(sheet, one)


def _says(entry: SheetEntry) -> Pair:
    return (
        f"{entry.label}“{entry.head}”{entry.number.text}",
        f"{entry.label}, {entry.head}: {entry.number.text}",
    )


def _finding(sheet: Sheet, one: Derived) -> Finding:
    entry, (first, second) = one.entry, one.parts
    expected = range_text(one.expected, entry.number.places + 1)
    own, *others = (_says(each) for each in (entry, first, second))
    zh = f"{own[0]}与{others[0][0]}、{others[1][0]}不能同时成立；由后者应在{expected}"
    en = (
        f"{own[1]} cannot hold together with {others[0][1]}; {others[1][1]}; "
        f"by these it should be {expected}"
    )
    return Finding(
        rule="cell-irreconcilable",
        where=_where(sheet, entry),
        printed=entry.number.text,
        expected=expected,
        argument=(("zh", zh), ("en", en)),
        also=_where(sheet, first),
        certificate=_certificate(sheet, one),
    )


def _certificate(sheet: Sheet, one: Derived) -> Certificate:
    """A change is one rate less another; growth of a price, an index of value over quantity's."""
    ratio = one.entry.role in ("growth", "index")
    plus = _ONE if one.entry.role == "growth" else Fraction(0)
    interval = one.entry.number.printed()
    own = Member(
        one.entry.number.text,
        _says(one.entry),
        _where(sheet, one.entry),
        interval.low,
        interval.high,
        _HUNDREDTH if ratio else _ONE,
        plus,
        (("x1", _ONE),) if ratio else (("x1", _ONE), ("x2", -_ONE)),
        (("x2", _ONE),) if ratio else (),
    )
    return Certificate(
        members=(own, *(_part(sheet, e, f"x{n}", ratio=ratio) for n, e in enumerate(one.parts, 1))),
        levels=tuple((f"x{n}", _level(e, ratio=ratio)) for n, e in enumerate(one.parts, 1)),
    )


def _part(sheet: Sheet, entry: SheetEntry, name: str, *, ratio: bool) -> Member:
    if not ratio:
        return member_of(entry, name, _says(entry), _where(sheet, entry))
    interval = entry.number.printed()
    return Member(
        entry.number.text, _says(entry), _where(sheet, entry), interval.low, interval.high,
        _HUNDREDTH, Fraction(int(entry.role == "growth")), ((name, _ONE),),
    )  # fmt: skip


def _level(entry: SheetEntry, *, ratio: bool) -> Pair:
    """What an unknown is called: a rate, or what it is where it was 1 in the months before."""
    rate = "share" if entry.role == "share" else "growth"
    chinese = "占比" if entry.role == "share" else "同比"
    if ratio:
        return f"{entry.label}“{entry.head}”（基期为1）", f"{entry.label}, {entry.head} (before: 1)"
    return f"{entry.label}“{entry.head}”{chinese}", f"{entry.label}, {entry.head}, {rate}"


def _where(sheet: Sheet, entry: SheetEntry) -> Where:
    return at_entry(sheet, entry, entry.label)
