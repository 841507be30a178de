"""From the grids of a document to sheets: every number with what heads, stubs and captions tell."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yuebao.auditing.numbers import NO_UNIT, Unit
from yuebao.auditing.sheets import Sheet, SheetEntry, SheetRow
from yuebao.auditing.terms import Place, TableKind
from yuebao.auditing.understanding.columnheads import (
    PRICE,
    HeadReader,
    corner_role,
    head_facets,
    measure_of,
)
from yuebao.auditing.understanding.continued import whole_tables
from yuebao.auditing.understanding.derived import with_running_shares
from yuebao.auditing.understanding.entities import code_of
from yuebao.auditing.understanding.facets import RATE_BASES, RATES, Facets, is_indexed, read_facets
from yuebao.auditing.understanding.headwords import read_any_unit
from yuebao.auditing.understanding.layout import LaidBlock, LaidRow, lay_out
from yuebao.auditing.understanding.paired import parted
from yuebao.auditing.understanding.readings import best_reading
from yuebao.auditing.understanding.rowtree import related
from yuebao.auditing.understanding.surroundings import (
    Around,
    around_of,
    reported_period,
    texts_around,
    with_corner,
)
from yuebao.domain import Month, Period

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.auditing.reading.blocks import Blocks
    from yuebao.auditing.understanding.cellmarks import CellText
    from yuebao.reference import Office

_LISTED = (TableKind.PARTNERS, TableKind.PROVINCES, TableKind.MODES, TableKind.ENTERPRISES)
"""Kinds of whom lists know by name."""
_NOWHEN = Period(Month(2000, 12), Month(2000, 12))
"""What a document is taken to report that names no month."""


def read_sheets(
    blocks: Blocks, office: Office, skip: frozenset[int] = frozenset()
) -> tuple[Sheet, ...]:
    """Every table of a document.

    Args:
        blocks: The document.
        office: The office whose partners, provinces and modes are known by name.
        skip: Blocks that are no tables: the data of charts.
    """
    reported = reported_period(blocks)
    sheets: list[Sheet] = []
    for at, table in whole_tables(blocks.blocks, skip):
        texts = texts_around(blocks.blocks, at)
        grid, columns = parted(table.grid)
        for laid in lay_out(grid):
            own = [laid.caption] if laid.caption else []
            around = with_corner(around_of([*texts, *own], reported), laid.stub_heads)
            heads = [laid]
            heads += [
                replace(laid, heads=other)
                for other in (laid.narrow, laid.leftward)
                if other != laid.heads
            ]
            readers = [
                _Reader(one, around, office, at, apart)
                for one in heads
                for apart in ((False, True) if HeadReader(one, bool).open_changes else (False,))
            ]
            readings = [reader.sheet(len(sheets)) for reader in readers]
            if _is_of_periods_in_a_row(readings[0]):
                later = (replace(reader, previous=True) for reader in readers)
                readings += [reader.sheet(len(sheets)) for reader in later]
            sheet = replace(best_reading(readings), cut=table.grid.cut)
            sheets.append(_placed(sheet, table.origins, columns))
    return tuple(_of_one_currency(sheets))


def _placed(
    sheet: Sheet, origins: Sequence[tuple[int, int] | None], columns: Sequence[int]
) -> Sheet:
    """A sheet with the places of its numbers in the grids that make up its table."""
    whole = all(origin == (sheet.place.block, at) for at, origin in enumerate(origins))
    if whole and all(at == column for at, column in enumerate(columns)):
        return sheet

    def moved(place: Place) -> Place:
        block, row = origins[place.start] or (place.block, place.start)
        return Place(block, row, columns[place.end])

    return replace(
        sheet,
        entries=tuple(replace(entry, place=moved(entry.place)) for entry in sheet.entries),
        asides=tuple(map(moved, sheet.asides)),
        unread=tuple(map(moved, sheet.unread)),
    )


def _is_of_periods_in_a_row(sheet: Sheet) -> bool:
    """Whether levels are of a period and the one before it, and none of a year before."""
    periods = {e.period for e in sheet.entries if e.role == "level" and e.period is not None}
    return any(_before(one) in periods for one in periods) and not any(
        one.year_earlier() in periods for one in periods
    )


def _before(period: Period) -> Period:
    """The period of as many months before one."""
    width = period.length()
    return Period(period.first.plus(-width), period.last.plus(-width))


def _of_one_currency(sheets: list[Sheet]) -> Iterator[Sheet]:
    """Sheets of rates alone, as many charts are: of the one currency that other sheets count in."""
    money = {
        entry.kind
        for sheet in sheets
        for entry in sheet.entries
        if entry.role == "level" and entry.number.unit.is_money()
    }
    for sheet in map(_of_its_currency, sheets):
        if len(money) == 1 and all(e.role in RATES and e.kind == "value" for e in sheet.entries):
            entries = (replace(entry, kind=next(iter(money))) for entry in sheet.entries)
            yield replace(sheet, entries=tuple(entries))
        else:
            yield sheet


def _of_its_currency(sheet: Sheet) -> Sheet:
    """A sheet whose cells carry their unit: its rates are of the one thing they count."""
    kinds = {entry.kind for entry in sheet.entries if entry.role == "level"}
    if len(kinds) != 1 or "value" in kinds:
        return sheet
    (kind,) = kinds
    entries = (
        replace(e, kind=kind) if e.kind == "value" and e.role in RATES else e for e in sheet.entries
    )
    return replace(sheet, entries=tuple(entries))


@dataclass(slots=True)
class _Reader:
    """Reads one block of a grid.

    Attributes:
        laid: The block.
        around: What stands around it.
        office: Whose names are known.
        block: Where it stands.
        apart: Whether open changes are differences.
        previous: Whether changes that say not on what are on the period before.
        reported: The months it is about.
    """

    laid: LaidBlock
    around: Around
    office: Office
    block: int
    apart: bool = False
    previous: bool = False
    reported: Period = _NOWHEN

    def __post_init__(self) -> None:
        self.reported = self._reported()

    def sheet(self, index: int) -> Sheet:
        """The block as a sheet."""
        year = None if self.reported is _NOWHEN else self.reported.last.year
        columns = HeadReader(self.laid, self._is_known, self.apart, self.previous, year).columns()
        levels = [column for column, facets in columns.items() if not facets.role]
        rows = related([self._row(row) for row in self.laid.rows], self.laid.rows, levels)
        entries: list[SheetEntry] = []
        unread: list[Place] = []
        for at, (laid, (row, facets)) in enumerate(zip(self.laid.rows, rows, strict=True)):
            for column, cell in laid.cells.items():
                if cell.number is None:
                    if not cell.nil and any(letter.isdigit() for letter in cell.text):
                        unread.append(Place(self.block, laid.at, column))
                    continue
                entry = self._entry(at, laid, row, facets, columns[column], column, cell)
                if entry is None:
                    unread.append(Place(self.block, laid.at, column))
                else:
                    entries.append(entry)
        sheet = Sheet(
            index=index,
            number=self.around.number,
            caption=self.around.caption,
            place=Place(self.block),
            rows=tuple(row for row, _ in rows),
            heads={column: facets.text for column, facets in columns.items()},
            entries=tuple(entries),
            ranks=self.laid.ranks,
            asides=tuple(Place(self.block, at, column) for at, column in sorted(self.laid.asides)),
            unread=tuple(unread),
        )
        return with_running_shares(sheet)

    def _row(self, laid: LaidRow) -> tuple[SheetRow, Facets]:
        section = read_facets(laid.section, stub=True) if laid.section else Facets()
        told = section.role if section.role not in RATES or not self._has_rates else ""
        facets = replace(section, entity="", row="", role=told)
        for text in laid.stub:
            facets = read_facets(text, stub=True).within(replace(facets, row=""))
        label = " ".join(laid.stub)
        last = read_facets(laid.stub[-1], stub=True) if laid.stub else Facets()
        facets = replace(facets, row=last.row)
        entity = "" if last.row == "total" else facets.entity
        if last.row in ("", "of_which"):
            entity = self._name(entity)
        if laid.unit and facets.unit is None:
            facets = replace(facets, unit=read_any_unit(laid.unit))
        if laid.in_brackets:
            facets = replace(facets, role="growth", unit=None)
        row = SheetRow(laid.at, label, entity, last.row, laid.section, laid.indent)
        return row, facets if last.row == "total" else replace(facets, entity=entity)

    @property
    def _has_rates(self) -> bool:
        """Whether heads tell rates: then a section that compares says of which months it is."""
        return any(facets.role in RATES for facets in self._told)

    @property
    def _of_all(self) -> str:
        """The rate that the corner, or a caption without another unit, says all numbers are."""
        around = self.around
        rates = around.facets.role in RATES and {unit.base for unit in around.units} == {"%"}
        return corner_role(self.laid) or (around.facets.role if rates else "")

    def _is_known(self, name: str) -> bool:
        """Whether a list knows somebody of a name."""
        return ":" in self._name(name)

    def _name(self, name: str) -> str:
        """A name by its code, where a list knows it."""
        bare = re.sub(r"\s*\([^()]*\)$", "", name)
        if not bare:
            return name
        first, second = _in_two_languages(bare)
        for kind in _LISTED:
            for text in (name, bare, bare.title(), first, second.title()):
                code = code_of(text, kind, self.office)
                if code is not None:
                    return f"{kind.value}:{code}"
        return bare or name

    def _entry(
        self,
        at: int,
        laid: LaidRow,
        row: SheetRow,
        stub: Facets,
        head: Facets,
        column: int,
        cell: CellText,
    ) -> SheetEntry | None:
        number = cell.number
        assert number is not None  # noqa: S101  # the caller has looked
        if self._says_nothing(row, head, column):
            return None
        facets = self._facets(row, self._without_others_unit(laid, stub, head), head)
        own = read_any_unit(cell.unit) if cell.unit else None
        role = facets.role or ("" if facets.unit or own else self._of_all) or "level"
        if self.previous and role == "growth":
            role = "growth_on_month"
        if (
            role == "level"
            and (own or facets.unit)
            and (own or facets.unit or NO_UNIT).base in ("%", "pp")
        ):
            return None
        if (role == "share" or laid.in_brackets) and number.value < 0 and cell.is_bracketed:
            number = -number  # brackets that part such numbers from levels are no sign
        unit, kind = self._unit(role, facets, own)
        period, base = self._months(facets, role)
        if role == "index" and not (self.around.indexed or is_indexed(head.text)):
            base = None  # of what was 100 then, nothing tells
        side = facets.side
        sign = -1 if side == "net_imports" else 1
        entity = " ".join(
            filter(None, (row.entity, self._name(head.entity) if head.entity else ""))
        )
        return SheetEntry(
            number=replace(number, unit=unit),
            place=Place(self.block, laid.at, column),
            role=_as_counted(role, unit),
            side="net" if side == "net_imports" else side,
            sign=sign,
            entity=entity,
            period=period,
            base=base,
            kind=kind,
            row=at,
            column=column,
            label=row.label,
            head=head.text,
            whole=row.entity if role == "share" and head.entity else "",
        )

    def _without_others_unit(self, laid: LaidRow, stub: Facets, head: Facets) -> Facets:
        """A stub whose unit is not that of a head: 万吨 beside 金额, 均价 and 同比."""
        counted = measure_of(stub.unit)
        if counted and stub.unit and head.role in RATES and not head.unit:
            return replace(stub, unit=None, counted=stub.counted or stub.unit.base)
        other = head.role == PRICE or (head.measure and head.measure != counted)
        return replace(stub, unit=None) if laid.unit and counted and other else stub

    def _says_nothing(self, row: SheetRow, head: Facets, column: int) -> bool:
        """Whether a head has no word that is known, above rows that have names of their own."""
        texts = self.laid.heads[column]
        told = (head.role, head.side, head.measure, head.unit, head.row, head.moment.told)
        known = any(told) or bool(texts and not head_facets(texts).entity)  # 本期数: no name
        if known or (len(self.laid.heads) == 1 and self.around.caption):
            return False
        named = head.entity and ":" in self._name(head.entity)
        return not named and bool(row.entity or row.kind == "total")

    def _facets(self, row: SheetRow, stub: Facets, head: Facets) -> Facets:
        """Stub, head and caption put together; where two tell the side, the head's counts."""
        if stub.role and not head.role:
            merged = replace(stub.within(head), moment=stub.moment.within(head.moment))
        else:
            merged = replace(head.within(stub), moment=stub.moment.within(head.moment))
        side = head.side or stub.side
        if stub.side and head.side in ("", "total") and not row.entity and stub.side != "total":
            side = stub.side
        return replace(merged, side=side or self.around.facets.side)

    def _unit(self, role: str, facets: Facets, own: Unit | None) -> tuple[Unit, str]:
        """The unit of a number, and what is counted."""
        told = own or facets.unit
        if role in RATES and (told is None or told.base in RATE_BASES):
            return told or Unit("%", NO_UNIT.scale, "%"), self._kind(facets.measure, facets.counted)
        if told is not None:
            return told, told.base
        levels = [u for u in self.around.units if u.base not in RATE_BASES]
        prices = [u for u in levels if "/" in u.base]
        if role == "price":
            return (prices[0], prices[0].base) if len(prices) == 1 else (NO_UNIT, "price")
        unit = self._captioned(facets.measure, [u for u in levels if "/" not in u.base])
        return (unit, unit.base) if unit is not None else (NO_UNIT, facets.measure or "value")

    def _captioned(self, measure: str, units: list[Unit]) -> Unit | None:
        """The caption's unit of a measure."""
        money = [unit for unit in units if unit.is_money()]
        other = [unit for unit in units if not unit.is_money()]
        if measure == "quantity":
            return other[0] if other else None
        if measure == "value":
            return money[0] if money else None
        return units[0] if len(units) == 1 else (money[0] if money else None)

    def _kind(self, measure: str, counted: str) -> str:
        """What the level of a rate counts: the unit of the column that prints it, or of its row."""
        if counted and measure in ("", measure_of(Unit("", NO_UNIT.scale, counted))):
            return counted
        if measure == PRICE:
            return next((f.unit.base for f in self._told if f.role == PRICE and f.unit), PRICE)
        units = [f.unit for f in self._told if not f.role and f.unit]
        units += [u for u in self.around.units if u.base not in RATE_BASES and "/" not in u.base]
        money = next((u.base for u in units if u.is_money()), "")
        other = next((u.base for u in units if not u.is_money()), "")
        if measure == "quantity":
            return other or "quantity"
        return money or (other if measure != "value" else "") or measure or "value"

    @property
    def _told(self) -> Iterator[Facets]:
        yield from map(head_facets, self.laid.heads.values())

    def _reported(self) -> Period:
        """The months the table is about; the latest year that its heads or stubs tell, else."""
        if self.around.reported is not None:
            return self.around.reported
        texts = [*self.laid.stub_heads, *itertools.chain(*self.laid.heads.values())]
        texts += [text for row in self.laid.rows for text in row.stub]
        years = [read_facets(text).moment.year for text in texts]
        year = max(filter(None, years), default=None)
        return _NOWHEN if year is None else Period(Month(year, 1), Month(year, 12))

    def _months(self, facets: Facets, role: str) -> tuple[Period | None, Period | None]:
        period = facets.moment.months_of(self.reported)
        if period is None:
            return None, None
        if role == "growth_on_month" or (self.previous and role == "difference"):
            return period, _before(period)
        return period, period.year_earlier()


def _in_two_languages(name: str) -> tuple[str, str]:
    """A name's Chinese and its Latin letters, where it is printed in both: 日本 Japan."""
    match = re.fullmatch(r"([一-鿿·]+)[ /]*([a-z][a-z .'-]*)", name)
    return (match[1], match[2]) if match else (name, name)


def _as_counted(role: str, unit: Unit) -> str:
    """Growth in a currency is a difference, growth in points a change of growth."""
    if role != "growth" or unit.base in ("", "%", "times"):
        return role
    return "growth_change" if unit.base == "pp" else "difference"
