"""The argument of a conflict in one sentence that a reader can follow, in Chinese and English."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.claims import TableKind
from yuebao.auditing.findings.wording import Pair, period_words, side_words, window_words
from yuebao.auditing.numbers import Interval
from yuebao.auditing.reconciliation.system import Link, Sort
from yuebao.auditing.rules.context import GROWTHS, LEVELS
from yuebao.auditing.rules.intervals import amount_text, in_unit, level_of
from yuebao.domain import MONTH, YEAR_TO_DATE, Window
from yuebao.report.model import Block, Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yuebao.auditing.claims import ClaimLine, ClaimTable
    from yuebao.auditing.reconciliation.search import Conflict
    from yuebao.auditing.reconciliation.system import Claim, System
    from yuebao.auditing.rules.context import Case

Texts = tuple[tuple[str, str], ...]
"""One sentence by language."""

_MOST_NAMED = 8
_MEASURES = {
    Measure.VALUE: ("", "value"),
    Measure.SHARE: ("占比", "share"),
    Measure.YOY: ("同比", "growth"),
    Measure.CONTRIBUTION: ("对增速的拉动", "contribution"),
    **{measure: side_words(side) for side, measure in LEVELS.items()},
    **{
        measure: (f"{side_words(side)[0]}同比", f"growth of {side_words(side)[1]}")
        for side, measure in GROWTHS.items()
    },
}
_LINKS = {
    Link.FLOWS: ("进出口等于出口加进口", "total trade is exports plus imports"),
    Link.WINDOWS: ("累计不小于当月", "a year to date is at least its month"),
    Link.PERIODS: ("一段时期不小于其中一部分", "months are at least some of them"),
    Link.BLOC: ("集团等于全部成员之和", "a country group is the sum of its members"),
    Link.WHOLE: ("各部分之和不超过总额", "parts are no more than the whole"),
}


def _when(context: Case, window: Window) -> Pair:
    """The months of a window, or its name where it is another, or no months are known."""
    span = context.claims.span(window)
    if span is None or window not in (MONTH, YEAR_TO_DATE):
        return window_words(window)
    return period_words(span.period)


def claim_words(context: Case, claim: Claim) -> Pair:
    """What a claim says: 东盟7月出口42.6亿美元; ASEAN exports in Jul 42.6."""
    zh_window, en_window = _when(context, claim.window)
    if claim.sort is Sort.ORDER:
        return f"表{claim.table.number}的排列顺序", f"the order of table {claim.table.number}"
    if claim.sort is Sort.ABSENT:
        return f"{claim.label}不在{zh_window}排名中", f"{claim.label} is not ranked in {en_window}"
    assert claim.line is not None and claim.cell is not None  # noqa: S101, PT018  # of a cell
    zh, en = _MEASURES[claim.cell.measure]
    if claim.table.kind is not TableKind.OVERVIEW and claim.table.side is not None:
        side = side_words(claim.table.side)
        zh, en = (side[0] + zh, side[1] + ("" if en == "value" else f" {en}"))
    number = claim.statement.number if claim.statement else claim.cell.number
    text = amount_text(number) if number is not None else claim.cell.text
    mark = ("（正文）", " (in the text)") if claim.statement else ("", "")
    return (
        f"{claim.line.label}{zh_window}{zh}{text}{mark[0]}",
        f"{claim.line.label} {en} in {en_window} {text}{mark[1]}",
    )


def sentence_argument(own: str, others: Iterable[str], expected: str) -> Texts:
    """Why a number of a sentence cannot stand beside others, each said as it stands there."""
    said = list(dict.fromkeys(others))
    zh = f"{own}与{'、'.join(said)}不能同时成立"
    en = f"{own} cannot hold together with {', '.join(said)}"
    if expected:
        zh += f"；由其余各数应为{expected}"
        en += f"; by the other numbers it should be {expected}"
    return (("zh", zh), ("en", en))


def cell_argument(
    context: Case,
    system: System,
    conflict: Conflict,
    guilty: Claim,
    others: Sequence[Claim],
    expected: str,
) -> Texts:
    """Why a cell or a sentence's number cannot stand."""
    evidence = [
        system.claims[number]
        for number in sorted(conflict.claims)
        if system.claims[number] is not guilty
    ]
    words = [claim_words(context, claim) for claim in evidence]
    links = list(dict.fromkeys(row.link for row in map(system.rows.__getitem__, conflict.rows)))
    named = [_LINKS[link] for link in links if link]
    own = claim_words(context, guilty)
    instead = [claim_words(context, other) for other in others]
    zh = f"{own[0]}与{_listed_zh(w[0] for w in words)}不能同时成立"
    en = f"{own[1]} cannot hold together with {_listed_en(w[1] for w in words)}"
    if named:
        zh += f"（{'、'.join(n[0] for n in named)}）"
        en += f" ({'; '.join(n[1] for n in named)})"
    if expected:
        zh += f"；由其余各数应在{expected}"
        en += f"; by the other numbers it should be {expected}"
    if instead:
        zh += f"；也可能有误的是{_listed_zh(i[0] for i in instead)}"
        en += f"; what is wrong may also be {_listed_en(i[1] for i in instead)}"
    return (("zh", zh), ("en", en))


def _listed_zh(words: Iterable[str]) -> str:
    unique = list(dict.fromkeys(words))
    more = f"等{len(unique)}个数" if len(unique) > _MOST_NAMED else ""
    return "、".join(unique[:_MOST_NAMED]) + more


def _listed_en(words: Iterable[str]) -> str:
    unique = list(dict.fromkeys(words))
    more = f" and {len(unique) - _MOST_NAMED} more" if len(unique) > _MOST_NAMED else ""
    return ", ".join(unique[:_MOST_NAMED]) + more


def missing_argument(
    context: Case,
    system: System,
    conflicts: Sequence[Conflict],
    guilty: Claim,
    others: Sequence[Claim],
    expected: str,
) -> Texts:
    """Why somebody must be in a ranking: by a country group's rest, or by the other window."""
    bloc = _bloc_of(system, conflicts)
    zh_window, en_window = _when(context, guilty.window)
    last = guilty.line
    number = last.number(Measure.VALUE) if last else None
    place = amount_text(number) if number else "-"
    tail = (f"（应在{expected}）", f" (it should be {expected})") if expected else ("", "")
    if bloc is not None:
        zh, en = _bloc_words(context, guilty, bloc, place)
        if others:
            names = [guilty.label, *(other.label for other in others)]
            zh += f"，可能是{'、'.join(names)}"
            en += f", which may be {', '.join(names)}"
        else:
            zh += f"；由累计数和其余各数，只能是{guilty.label}{tail[0]}"
            en += f"; by the year to date and the other numbers it is {guilty.label}{tail[1]}"
        return (("zh", zh), ("en", en))
    evidence = _other_window(system, conflicts, guilty)
    if evidence is None:
        return _plain(guilty, zh_window, en_window, place, tail)
    zh_other, en_other = claim_words(context, evidence)
    return (
        (
            "zh",
            f"{zh_other}已高于{zh_window}最后一名的{place}，{zh_window}排名中必有{guilty.label}，"
            f"表中没有{tail[0]}",
        ),
        (
            "en",
            f"{en_other} is above the last place of {en_window}, {place}: {guilty.label} must be "
            f"in that ranking, and is not{tail[1]}",
        ),
    )


def _plain(
    guilty: Claim, zh_window: str, en_window: str, place: str, tail: tuple[str, str]
) -> Texts:
    return (
        (
            "zh",
            f"由其余各数，{guilty.label}{zh_window}高于最后一名的{place}，应列入排名{tail[0]}",
        ),
        (
            "en",
            f"by the other numbers {guilty.label} in {en_window} is above the last place, "
            f"{place}, and should be ranked{tail[1]}",
        ),
    )


def _bloc_of(system: System, conflicts: Sequence[Conflict]) -> Claim | None:
    """The country group's level in any of some conflicts."""
    for conflict in conflicts:
        for number in sorted(conflict.claims):
            claim = system.claims[number]
            if claim.line is not None and claim.line.block is Block.BLOC and not claim.bottom:
                return claim
    return None


def _other_window(system: System, conflicts: Sequence[Conflict], guilty: Claim) -> Claim | None:
    """What the one who is missing has in the other window."""
    for conflict in conflicts:
        for number in sorted(conflict.claims):
            claim = system.claims[number]
            same = claim.line is not None and claim.line.code == guilty.code
            if same and claim.cell is not None and claim.window != guilty.window:
                return claim
    return None


def _bloc_words(context: Case, guilty: Claim, bloc: Claim, place: str) -> tuple[str, str]:
    table, month = guilty.table, context.claims.month
    line = _line_of(table, guilty.window, bloc)
    value = line.number(Measure.VALUE) if line else None
    if line is None or value is None or month is None or line.code is None:
        return _fallback(guilty)
    office = context.claims.office
    current = office.partners.current
    members = {current(code) for code in office.groups.find(line.code).members(month)}
    shown = [
        row
        for row in table.select(guilty.window, Block.ROWS)
        if row.code and current(row.code) in members
    ]
    total = Interval.exactly(0)
    for row in shown:
        total += level_of(row.number(Measure.VALUE))
    middle = Interval.exactly(((total.low or Fraction(0)) + (total.high or Fraction(0))) / 2)
    rest = in_unit(Interval.exactly(value.value * value.unit.scale) - middle, value.unit)
    added = in_unit(middle, value.unit)
    zh_window, en_window = _when(context, guilty.window)
    return (
        f"{line.label}{zh_window}{amount_text(value)}，表中所列成员合计{added}，尚余{rest}；"
        f"未列出的成员每个至多{place}（最后一名），故至少漏列一个成员",
        f"{line.label} in {en_window} is {amount_text(value)}, the members shown add up to "
        f"{added}, which leaves {rest}; each member not shown has at most {place}, the last "
        "place, so that at least one is missing",
    )


def _line_of(table: ClaimTable, window: Window, bloc: Claim) -> ClaimLine | None:
    return next(
        (
            line
            for line in table.select(window, Block.BLOC)
            if bloc.line is not None and line.code == bloc.line.code
        ),
        None,
    )


def _fallback(guilty: Claim) -> tuple[str, str]:
    return f"{guilty.label}应列入排名", f"{guilty.label} should be ranked"


def permuted_argument(
    proof: tuple[str, str] | None, line: ClaimLine, right: ClaimLine, *, likely: bool, rows: int
) -> Texts:
    """Why a row has another's label."""
    zh = f"“{line.label}”一行的数字属于{right.label}"
    en = f"the numbers beside {line.label} are those of {right.label}"
    if proof is not None:
        zh += f"：按现有名称，{proof[0]}"
        en += f": with the labels as printed, {proof[1]}"
    if likely:
        zh += f"；此表{rows}行名称错位，这是最合理的还原，换回后各数相符"
        en += (
            f"; {rows} labels of this table are on wrong rows, this is the likeliest way to put "
            "them right, and with it the numbers fit"
        )
    else:
        zh += "；两行互换后各数相符"
        en += "; with the two rows exchanged the numbers fit"
    return (("zh", zh), ("en", en))
