"""The unknown levels of a document: one variable each, asked for by what it is of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from yuebao.auditing.claims import Side, TableKind
from yuebao.auditing.reconciliation.system import Link, combine
from yuebao.auditing.rules.context import part_kind
from yuebao.auditing.understanding.entities import plain_label
from yuebao.auditing.windows import is_within, span_of
from yuebao.domain import Month, Period, Span, Window
from yuebao.report.model import Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yuebao.auditing.claims import ClaimLine, ClaimTable
    from yuebao.auditing.reconciliation.system import System, Terms
    from yuebao.auditing.rules.context import Case
    from yuebao.reference import Office

Key = tuple[Side, str, Period, bool]
"""Side, entity, the months traded in, whether pieces."""

_SOME_MONTH = Month(2000, 12)
"""What a document is taken to report that names no month: only what is part of what matters."""


@dataclass
class Levels:
    """Levels of a document as variables of a system.

    Attributes:
        context: The claims.
        system: Where the variables live.
        relabel: Lines to take for others, by table, window and rank.
    """

    context: Case
    system: System
    relabel: Mapping[tuple[int, Window, int], ClaimLine]
    _parts: dict[tuple[Side, str], dict[str, None]] = field(default_factory=dict)
    _blocs: dict[tuple[Side, str], tuple[str, ...]] = field(default_factory=dict)

    @property
    def _office(self) -> Office:
        return self.context.claims.office

    @property
    def all_provinces(self) -> int:
        """How many regions the country has."""
        return len(self._office.regions)

    @cached_property
    def _spans(self) -> dict[Window, Span]:
        month = self.context.claims.month or _SOME_MONTH
        return {span.window: span for span in self.context.claims.spans} or {
            window: span_of(window, month) for window in self.context.windows
        }

    def span(self, window: Window) -> Span:
        """The months of a window, and those before."""
        return self._spans[window]

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """All months that any window covers or is compared with; of two alike, one."""
        spans = self._spans.values()
        return tuple(dict.fromkeys([*(s.period for s in spans), *(s.base for s in spans)]))

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
        if table.kind is TableKind.OVERVIEW:
            return ""
        kind = part_kind(table)
        code = line.code
        if kind == TableKind.PARTNERS and line.block is Block.BLOC and code is not None:
            return self._bloc(table, code)
        if code is not None and kind == TableKind.PARTNERS:
            code = self._office.partners.current(code)
        entity = f"{kind}:{code or plain_label(line.label)}"
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
            group, current = self._office.groups.find(code), self._office.partners.current
            codes = sorted({current(c) for c in group.members(month)})
            members = tuple(f"{TableKind.PARTNERS}:{c}" for c in codes)
            self._blocs[side, entity] = members
            for member in members:
                self.note_part(side, TableKind.PARTNERS, member)
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

    def breakdowns(self) -> Iterator[tuple[Side, str, Period]]:
        """Every way in which a whole is broken down, in all months there are."""
        for side, kind in self._parts:
            if side in (Side.EXPORTS, Side.IMPORTS):
                for period in self.periods:
                    yield side, kind, period

    def terms(self, side: Side, entity: str, period: Period, pieces: bool = False) -> Terms:
        """A level; of the net the difference of two."""
        if side is Side.NET:
            exports, imports = (
                self.terms(flow, entity, period, pieces) for flow in (Side.EXPORTS, Side.IMPORTS)
            )
            return combine((1, exports), (-1, imports))
        return {self.system.var((side, entity, period, pieces)): Fraction(1)}

    def whole_of_shares(self, table: ClaimTable, side: Side, period: Period) -> Terms:
        """What shares are of: imports by partner may leave out goods that come back."""
        if table.kind is TableKind.PARTNERS and side is Side.IMPORTS and not table.re_imports:
            return self.terms(side, "whole of shares", period)
        return self.terms(side, "", period)

    def keys(self) -> Iterator[Key]:
        """Every level asked for so far."""
        yield from list(self.system.keys)  # type: ignore[misc]  # every key of this system is made by `terms`

    def rests(self) -> Iterator[tuple[Terms, Link]]:
        """What is left of levels without a part of their months: of a year to date, the month."""
        for side, entity, period, pieces in self.keys():
            for longer in self.periods:
                if is_within(period, longer):
                    whole = self.terms(side, entity, longer, pieces)
                    so_far = longer == Period.year_to_date(period.last) and period.is_one_month()
                    yield (
                        combine((1, whole), (-1, self.terms(side, entity, period, pieces))),
                        Link.WINDOWS if so_far else Link.PERIODS,
                    )


def sides_of(table: ClaimTable) -> tuple[Side, ...]:
    """The sides of trade a table prints levels of."""
    if table.kind is TableKind.PROVINCE_TRADE:
        return (Side.EXPORTS, Side.IMPORTS, Side.TOTAL)
    return () if table.side is None else (table.side,)
