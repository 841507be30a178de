"""The unknown levels of a document: one variable each, asked for by what it is of."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Kind, Side
from yuebao.auditing.reconciliation.system import combine
from yuebao.auditing.rules.context import part_kind
from yuebao.domain import MONTH, WINDOWS, YEAR_TO_DATE, Period, Window, spans_of
from yuebao.reference import current_partner, group, provinces
from yuebao.report.model import Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yuebao.auditing.claims import ClaimLine, ClaimTable
    from yuebao.auditing.reconciliation.system import System, Terms
    from yuebao.auditing.rules.context import Context

NOW, BASE = "now", "base"
"""The months of a window, and those they are compared with."""

When = Period | tuple[str, str]
"""The months a level is of; where the document names no month, now or base, and the window."""

Key = tuple[Side, str, When, bool]
"""Side, entity, months, whether pieces."""


@dataclass
class Levels:
    """Levels of a document as variables of a system.

    Attributes:
        context: The claims.
        system: Where the variables live.
        relabel: Lines to take for others, by table, window and rank.
    """

    context: Context
    system: System
    relabel: Mapping[tuple[int, Window, int], ClaimLine]
    _parts: dict[tuple[Side, str], dict[str, None]] = field(default_factory=dict)
    _blocs: dict[tuple[Side, str], tuple[str, ...]] = field(default_factory=dict)
    all_provinces: int = field(default_factory=lambda: len(provinces()))

    @cached_property
    def windows_of_report(self) -> tuple[Window, ...]:
        """Those it prints, with month and year to date; in January the two are one."""
        month = self.context.claims.month
        printed = {line.window for table in self.context.claims.tables for line in table.lines}
        windows = [w for w in WINDOWS if w in (MONTH, YEAR_TO_DATE) or w in printed]
        if month is None:
            return tuple(windows)
        return tuple(span.window for span in spans_of(windows, month))

    def when(self, year: str, window: Window) -> When:
        """The months of a window, or its base."""
        month = self.context.claims.month
        span = None if month is None else window.span(month)
        if span is None:
            return (year, window.name)
        return span.period if year == NOW else span.base

    @cached_property
    def _money(self) -> Fraction:
        units = [u for t in self.context.claims.tables for u in t.units if u.is_money()]
        return units[0].scale if units else Fraction(10**8)

    def scale(self, line: ClaimLine) -> Fraction:
        """How many whole units one unit of the system is."""
        return Fraction(10**4) if line.quantity else self._money

    def lines(self, table: ClaimTable) -> Iterator[ClaimLine]:
        """The lines of a table, with the labels they are to have."""
        for line in table.lines:
            other = self.relabel.get((table.number, line.window, line.rank))
            if other is None or line.block is not Block.ROWS:
                yield line
            else:
                yield replace(line, label=other.label, code=other.code)

    def entity(self, table: ClaimTable, line: ClaimLine) -> str:
        """Who a line is; empty for the whole. The line's level is noted as a part."""
        if table.kind is Kind.OVERVIEW:
            return ""
        kind = part_kind(table)
        code = line.code
        if kind == Kind.PARTNERS and line.block is Block.BLOC and code is not None:
            return self._bloc(table, code)
        if code is not None and kind == Kind.PARTNERS:
            code = current_partner(code)
        entity = f"{kind}:{code or line.label.replace('它', '他')}"
        if line.block is Block.ROWS:
            for side in sides_of(table):
                self.note_part(side, kind, entity)
        return entity

    def _bloc(self, table: ClaimTable, code: str) -> str:
        entity = f"bloc:{code}"
        month = self.context.claims.month
        for side in sides_of(table):
            if (side, entity) in self._blocs or month is None:
                continue
            codes = sorted({current_partner(c) for c in group(code).members(month)})
            members = tuple(f"{Kind.PARTNERS}:{c}" for c in codes)
            self._blocs[side, entity] = members
            for member in members:
                self.note_part(side, Kind.PARTNERS, member)
        return entity

    def note_part(self, side: Side, kind: str, entity: str) -> None:
        """Note that an entity is a part of the whole of a side, by partner, product or province."""
        self._parts.setdefault((side, kind), {})[entity] = None

    def members(self, side: Side, kind: str) -> tuple[str, ...]:
        """Every part known of a whole."""
        return tuple(self._parts.get((side, kind), ()))

    def blocs(self) -> Iterator[tuple[Side, str, tuple[str, ...]]]:
        """Every country group printed, with all its members, where it has any."""
        for (side, bloc), members in self._blocs.items():
            if members:
                yield side, bloc, members

    def breakdowns(self) -> Iterator[tuple[Side, str, str, Window]]:
        """Every way in which a whole is broken down, in each year and window."""
        for side, kind in self._parts:
            if side in (Side.EXPORTS, Side.IMPORTS):
                for year in (NOW, BASE):
                    for window in self.windows_of_report:
                        yield side, kind, year, window

    def terms(
        self, side: Side, entity: str, year: str, window: Window, pieces: bool = False
    ) -> Terms:
        """A level of a window, or of its base; of the net the difference of two."""
        return self.level(side, entity, self.when(year, window), pieces)

    def level(self, side: Side, entity: str, when: When, pieces: bool = False) -> Terms:
        """A level of some months; of the net the difference of two."""
        if side is Side.NET:
            exports, imports = (
                self.level(flow, entity, when, pieces) for flow in (Side.EXPORTS, Side.IMPORTS)
            )
            return combine((1, exports), (-1, imports))
        return {self.system.var((side, entity, when, pieces)): Fraction(1)}

    def whole_of_shares(self, table: ClaimTable, side: Side, window: Window) -> Terms:
        """What shares are of: imports by partner may leave out goods that come back."""
        if table.kind is Kind.PARTNERS and side is Side.IMPORTS and not table.re_imports:
            return self.terms(side, "whole of shares", NOW, window)
        return self.terms(side, "", NOW, window)

    def keys(self) -> Iterator[Key]:
        """Every level asked for so far."""
        yield from list(self.system.keys)  # type: ignore[misc]  # every key of this system is made by `terms`

    def windows(self) -> Iterator[Terms]:
        """Longer months less shorter ones that are part of them, of every level."""
        held: dict[tuple[Side, str, bool], list[When]] = {}
        for side, entity, when, pieces in self.keys():
            held.setdefault((side, entity, pieces), []).append(when)
        for (side, entity, pieces), months in held.items():
            for long, short in itertools.permutations(months, 2):
                if _contains(long, short):
                    one, two = (self.level(side, entity, w, pieces) for w in (long, short))
                    yield combine((1, one), (-1, two))


def _contains(long: When, short: When) -> bool:
    """Whether all of some months are among others; without dates, the month in the year to date."""
    if isinstance(long, Period) and isinstance(short, Period):
        return long.first <= short.first and short.last <= long.last
    if isinstance(long, Period) or isinstance(short, Period):
        return False
    return long == (short[0], YEAR_TO_DATE.name) and short[1] == MONTH.name


def sides_of(table: ClaimTable) -> tuple[Side, ...]:
    """The sides of trade a table prints levels of."""
    if table.kind is Kind.PROVINCE_TRADE:
        return (Side.EXPORTS, Side.IMPORTS, Side.TOTAL)
    return () if table.side is None else (table.side,)
