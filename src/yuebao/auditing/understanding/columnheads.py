"""What the heads of a table's columns tell, each by itself and by what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from yuebao.auditing.numbers import Interval
from yuebao.auditing.understanding.facets import RATE_BASES, RATES, Facets, read_facets
from yuebao.auditing.understanding.headwords import head_words, plain_text
from yuebao.auditing.understanding.moments import Moment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from yuebao.auditing.numbers import Unit
    from yuebao.auditing.understanding.layout import LaidBlock

PRICE = "price"
_HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class HeadReader:
    """Reads the heads of a block.

    Attributes:
        laid: The block.
        is_known: Whether a list knows somebody of a name.
        apart: Whether what changed is told in the level's own unit where no unit is told.
        previous: Whether changes are of the latest period on the one before.
        year: The year that is reported; None where nothing tells.
    """

    laid: LaidBlock
    is_known: Callable[[str], bool]
    apart: bool = False
    previous: bool = False
    year: int | None = None

    def columns(self) -> dict[int, Facets]:
        """What each column's heads tell, rates with what the level beside them tells."""
        told: dict[int, Facets] = {}
        for column, texts in self.laid.heads.items():
            told[column] = replace(_sorted_out(head_facets(texts)), text=" ".join(texts))
        told = self._with_open_rates(self._with_points(self._with_changes(told)))
        told = self._without_chance_words(self._with_parts(self._with_sums_of_months(told)))
        sides = {facets.side for facets in told.values() if not facets.role}
        if len(sides) == 1:  # a price beside exports alone is of exports
            told = {
                column: replace(facets, side=facets.side or next(iter(sides)))
                for column, facets in told.items()
            }
        return {column: self._beside(column, told) for column in told}

    @property
    def open_changes(self) -> frozenset[int]:
        """Columns that may be growth of values, or what values changed by.

        Such are 增减 over 金额, and Change without a unit of its own below that of levels.
        """
        found = set()
        for column, texts in self.laid.heads.items():
            facets, last = head_facets(texts), read_facets(texts[-1] if texts else "")
            plain = last.measure == "value" and not (last.role or last.side or last.moment.told)
            bare = last.unit is None and head_words().changed.search(plain_text(last.text))
            rate = facets.unit is not None and facets.unit.base in RATE_BASES
            open_ = (plain and not facets.unit) or bare or _has_unit_below(texts)
            if facets.role == "growth" and not rate and open_:
                found.add(column)
        return frozenset(found)

    def _with_changes(self, told: dict[int, Facets]) -> dict[int, Facets]:
        """Open changes as differences, where they are read so."""
        apart = self.open_changes if self.apart else frozenset()
        return {
            column: replace(
                facets, role="difference", unit=head_facets(self.laid.heads[column]).unit
            )
            if column in apart
            else facets
            for column, facets in told.items()
        }

    def _with_points(self, told: dict[int, Facets]) -> dict[int, Facets]:
        """What is in percentage points: the change of the rate to the left."""
        found, rate = dict(told), corner_role(self.laid)
        for column in sorted(told):
            facets = told[column]
            if facets.unit and facets.unit.base == "pp":
                if rate and facets.role in ("", "growth", "difference"):
                    found[column] = replace(facets, role=f"{rate}_change")
            elif facets.role in ("share", "growth"):
                rate = facets.role
        return found

    def _with_open_rates(self, told: dict[int, Facets]) -> dict[int, Facets]:
        """Columns of which only `%` is told: shares where they make 100, growth where some fell."""
        found = dict(told)
        for column, facets in told.items():
            unit = facets.unit.base if facets.unit else ""
            if unit == "%" and not (facets.role or facets.entity):
                found[column] = replace(facets, role=self._open_rate(column))
        return found

    def _open_rate(self, column: int) -> str:
        values = [
            cell.number.value
            for row in self.laid.rows
            if (cell := row.cells.get(column)) is not None and cell.number is not None
        ]
        if any(value < 0 for value in values):
            return "growth"
        shares = _HUNDRED in values or abs(sum(values) - _HUNDRED) <= 1
        return "share" if len(values) > 1 and shares else ""

    def _with_sums_of_months(self, told: dict[int, Facets]) -> dict[int, Facets]:
        """A total behind columns of months: of all of them."""
        found, moments = dict(told), list[Moment]()
        for column in sorted(told):
            facets, texts = told[column], self.laid.heads[column]
            if facets.role:
                continue
            last = read_facets(texts[-1], stub=True) if texts else Facets()
            if last.row == "total":
                moment = None if facets.moment.told else span_of(moments)
                moment = moment or facets.moment
                found[column] = replace(facets, moment=moment, entity="", row="total")
            elif last.row == "subtotal":
                outer = head_facets(texts[:-1]).entity
                found[column] = replace(facets, entity=outer, row="subtotal")
            moments.append(facets.moment)
        return found

    def _with_parts(self, told: dict[int, Facets]) -> dict[int, Facets]:
        """Columns of names that make up one of none, where the numbers of most rows say so."""
        found = dict(told)
        levels = [column for column in sorted(told) if not told[column].role]
        for at, whole in enumerate(levels):
            for beside in (levels[at + 1 :], levels[:at][::-1]):
                run = _within_others(told, told[whole].entity, beside)
                parts = direct_parts({c: told[c].entity for c in run})
                if len(parts) > 1 and self._add_up(whole, parts):
                    found |= {c: replace(told[c], row=told[c].row or "part") for c in run}
        return found

    def _add_up(self, whole: int, parts: Sequence[int]) -> bool:
        """Whether the numbers of columns make that of another in most rows, two at least."""
        checks: list[bool] = []
        for row in self.laid.rows:
            cells = [row.cells.get(column) for column in (whole, *parts)]
            numbers = [cell.number.printed() for cell in cells if cell and cell.number]
            if len(numbers) == len(cells):
                total = Interval(Fraction(0), Fraction(0))
                for number in numbers[1:]:
                    total += number
                checks.append(total.meets(numbers[0]))
        return sum(checks) > max(1, len(checks) // 2)

    def _without_chance_words(self, told: dict[int, Facets]) -> dict[int, Facets]:
        """Heads whose words left over name somebody: a known name, or one of several in levels."""
        levels = {facets.entity for facets in told.values() if not facets.role and facets.entity}
        named = levels if len(levels) > 1 else {one for one in levels if self.is_known(one)}
        return {
            column: facets if facets.entity in named or facets.row else replace(facets, entity="")
            for column, facets in told.items()
        }

    def _beside(self, column: int, told: dict[int, Facets]) -> Facets:
        """A rate's head with the side, measure, unit and period of the level it stands beside."""
        own = told[column]
        if own.row in ("of_which", "part", "subtotal") and not own.role:
            return self._of_the_whole(column, told)
        if own.role not in (*RATES, "difference"):
            return self._of_a_year_before(column, told)
        order = sorted(told, key=lambda other: (other > column, abs(other - column)))
        beside = told[order[1]] if len(order) > 1 else own
        if own.role == "growth" and _is_base(beside.moment) and not own.measure:
            measure = PRICE if beside.role == PRICE else beside.measure or measure_of(beside.unit)
            own = replace(own, measure=measure)  # behind 去年同期金额 it is of that
        levels = _levels_of(own, [told[c] for c in order if c != column])
        levels = [one for one in levels if not self._is_earlier(one)] or levels
        if not levels:
            return own

        def fit(level: Facets) -> int:
            wrong = int(bool(own.side and level.side and own.side != level.side))
            measure = PRICE if level.role == PRICE else level.measure
            wrong += int(bool(own.measure and measure and own.measure != measure))
            counted = level.unit.base if level.unit else ""
            wrong += int(bool(own.counted and counted and own.counted != counted))
            wrong += int(bool(own.moment.told and level.moment.told and own.moment != level.moment))
            wrong += int(bool(own.entity and level.entity and own.entity != level.entity))
            return wrong

        best = min(levels, key=fit)
        if fit(best):
            return own
        alike = [level for level in levels if _apart_from_year(level) == _apart_from_year(best)]
        on_month = self.previous or own.role == "growth_on_month"
        if on_month and not own.moment.told:  # of the later of two quarters
            alike = [one for one in levels if _apart_from_months(one) == _apart_from_months(best)]
        best = max(alike, key=lambda level: (level.moment.year or 0, level.moment.last or 0))
        own_unit = own.unit if own.unit and own.unit.base in RATE_BASES else None
        if own.role == "difference":
            own_unit = own.unit or best.unit
        return replace(
            own,
            side=own.side or best.side,
            measure=own.measure
            or (PRICE if best.role == PRICE else best.measure or measure_of(best.unit)),
            moment=own.moment.within(best.moment) if not own.moment.told else own.moment,
            entity=own.entity or best.entity,
            unit=own_unit,
            counted=own.counted or (best.unit.base if best.unit else ""),
        )

    def _is_earlier(self, level: Facets) -> bool:
        """Whether a head names a year before the one reported: Q2 2024 beside Total."""
        year = level.moment.year
        return year is not None and self.year is not None and year < self.year

    def _of_the_whole(self, column: int, told: dict[int, Facets]) -> Facets:
        """A part's head with the unit, side and months of the level that it is a part of."""
        own = told[column]
        wholes = [c for c in told if not (told[c].role or told[c].entity)]
        whole = told[min(wholes, key=lambda c: (c > column, abs(c - column)))] if wholes else own
        return replace(
            own,
            unit=own.unit or whole.unit,
            side=own.side or whole.side,
            measure=own.measure or whole.measure,
            moment=own.moment.within(whole.moment),
        )

    def _of_a_year_before(self, column: int, told: dict[int, Facets]) -> Facets:
        """A head that says nothing but a year before, of the level to its left: 1-6月, 上年同期."""
        own = told[column]
        if own.role or own.side or own.entity or not _is_base(own.moment):
            return own
        levels = (told[c] for c in sorted(told) if c < column and not told[c].role)
        left = [level for level in levels if not _is_base(level.moment)]
        if not left or left[-1].entity:
            return own
        alone = own.moment == Moment(back=own.moment.back, months_back=own.moment.months_back)
        moment = own.moment.within(left[-1].moment) if alone else own.moment
        return replace(
            own, side=left[-1].side, measure=own.measure or left[-1].measure, moment=moment
        )


def _levels_of(rate: Facets, beside: Sequence[Facets]) -> list[Facets]:
    """The levels beside a rate that it may be of: growth of prices too, no share of a balance."""
    prices = ("", PRICE) if rate.role in ("growth", "growth_on_month") else ("",)
    levels = [one for one in beside if one.role in prices and not _is_base(one.moment)]
    if rate.role == "share":
        return [level for level in levels if level.side not in ("net", "net_imports")]
    return levels


def corner_role(laid: LaidBlock) -> str:
    """The rate that the corner says all columns are of: Share of exports (%); else nothing."""
    corner = read_facets(" ".join(laid.stub_heads))
    rate = corner.role in RATES and corner.unit is not None and corner.unit.base in RATE_BASES
    return corner.role if rate else ""


def _has_unit_below(texts: tuple[str, ...]) -> bool:
    """Whether the text of a head that says growth is followed by one that only gives a unit."""
    told = [read_facets(text) for text in texts]
    below = [facets for facets in told if facets.unit and facets.unit.base not in RATE_BASES]
    return bool(below) and told[-1] is below[-1] and not told[-1].role and len(told) > 1


def head_facets(texts: tuple[str, ...]) -> Facets:
    """What the texts over a column tell: level by level, or together where one is cut in lines."""
    facets, cut = Facets(), False
    for text in texts:
        one = read_facets(text)
        if facets.role in RATES and one.role == PRICE:
            one = replace(one, role="", measure=PRICE)
        elif facets.role == PRICE and one.role in RATES:
            one = replace(one, measure=PRICE)
        cut = cut or one == Facets(text=one.text, entity=one.entity)
        facets = one.within(facets)
    joined = read_facets(" ".join(texts))
    if cut and not joined.entity:
        return joined
    return replace(facets, role=facets.role or joined.role)


def _within_others(told: Mapping[int, Facets], whole: str, beside: Sequence[int]) -> list[int]:
    """The columns beside one that are within it, up to the next that is not."""
    return list(takewhile(lambda column: is_below(told[column].entity, whole), beside))


def is_below(name: str, above: str) -> bool:
    """Whether a column is of somebody within another's: 亚洲 东盟 within 亚洲, all within none."""
    return name != above and (not above or name.startswith(f"{above} "))


def direct_parts(names: Mapping[int, str]) -> list[int]:
    """Of columns by whom they are of, those that are within no other of them."""
    return [at for at, name in names.items() if not any(is_below(name, n) for n in names.values())]


def span_of(moments: Sequence[Moment]) -> Moment | None:
    """The months that others make up one after the other, two at least; None where they do not."""
    if len(moments) < 2 or any(one.last is None or one.word for one in moments):
        return None
    if len({(one.year, one.back, one.months_back) for one in moments}) > 1:
        return None
    spans = [(one.first or one.last or 0, one.last or 0) for one in moments]
    follow = all(before[1] + 1 == after[0] for before, after in pairwise(spans))
    return replace(moments[0], first=spans[0][0], last=spans[-1][1]) if follow else None


def _apart_from_year(facets: Facets) -> tuple[object, ...]:
    """What a level's head tells but the year: growth is of the latest."""
    moment = replace(facets.moment, year=None)
    return facets.side, facets.measure, facets.entity, facets.role, moment


def _apart_from_months(facets: Facets) -> tuple[str, ...]:
    return facets.side, facets.measure, facets.entity, facets.role


def _is_base(moment: Moment) -> bool:
    """Whether a head is of the months that others are compared with."""
    return bool(moment.back or moment.months_back)


def measure_of(unit: Unit | None) -> str:
    """What a unit counts: `value`, `quantity`, or nothing of rates and prices."""
    if unit is None or unit.base in RATE_BASES or "/" in unit.base:
        return ""
    return "value" if unit.is_money() else "quantity"


def _sorted_out(facets: Facets) -> Facets:
    """A head with a role that its unit allows: growth in a currency is a difference."""
    if facets.role in RATES and facets.unit and facets.unit.base not in RATE_BASES:
        return replace(facets, unit=None, counted=facets.unit.base)
    return facets
