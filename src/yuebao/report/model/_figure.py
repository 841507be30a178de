"""Figures: printed numbers, and everything known about them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from yuebao.domain import Flow
from yuebao.indicators import Reason

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from yuebao.domain import Period, Window


class Side(StrEnum):
    """Which side of trade a number is of."""

    TOTAL = "total"
    EXPORTS = "exports"
    IMPORTS = "imports"
    NET = "net"

    @classmethod
    def of(cls, flow: Flow) -> Side:
        """The side that a flow is."""
        return {Flow.EXPORT: cls.EXPORTS, Flow.IMPORT: cls.IMPORTS, Flow.TOTAL: cls.TOTAL}[flow]


class Direction(StrEnum):
    """Which way something went."""

    UP = "up"
    DOWN = "down"
    FLAT = "flat"
    UNKNOWN = "unknown"


class Block(StrEnum):
    """Which part of a table a row belongs to: country groups, ranked rows, all others in one."""

    BLOC = "bloc"
    ROWS = "rows"
    REST = "rest"


class Measure(StrEnum):
    """What a table cell measures; the names are those of the data annex."""

    VALUE = "value"
    SHARE = "share"
    YOY = "yoy"
    TOTAL = "total"
    TOTAL_YOY = "total_yoy"
    EXPORTS = "exports"
    EXPORTS_YOY = "exports_yoy"
    IMPORTS = "imports"
    IMPORTS_YOY = "imports_yoy"
    NET = "net"
    CONTRIBUTION = "contribution"
    HHI = "hhi"
    HHI_BASE = "hhi_base"
    FIRST3 = "first3"
    FIRST10 = "first10"
    PARTNERS = "partners"
    NEW = "new"
    LOST = "lost"
    UNIT_VALUE = "unit_value"
    UNIT_VALUE_YOY = "unit_value_yoy"
    PRICE = "price"
    MIX = "mix"
    QUANTITY_GROWTH = "quantity_growth"
    COVERAGE = "coverage"
    COVERAGE_BASE = "coverage_base"
    RANK = "rank"
    OF = "of"
    RUN = "run"
    HIGHEST = "highest"
    ADJUSTED = "adjusted"
    ADJUSTED_MOM = "adjusted_mom"
    TREND_MOM = "trend_mom"
    M7 = "m7"
    Q = "q"
    RESIDUAL = "residual"


class Indicator(StrEnum):
    """What a figure is."""

    LEVEL = "level"
    """An amount of trade."""
    GROWTH = "growth"
    """Change on the year, in percent of the base."""
    OFFICIAL_GROWTH = "official_growth"
    """Change on the year in percent, as customs printed it, on a base it revised."""
    SHARE = "share"
    """Part of a whole, in percent."""
    NET = "net"
    """Exports less imports."""
    NET_CHANGE = "net_change"
    """The net of the window less the net a year before, in units."""
    CONTRIBUTION = "contribution"
    """What a part adds to the growth of the whole, in percentage points."""
    COUNT = "count"
    """How many."""
    UNIT_VALUE = "unit_value"
    """Value over quantity, in units of the facts."""
    UNIT_VALUE_GROWTH = "unit_value_growth"
    """Change of that on the year, in percent."""
    PRICE = "price"
    """Change of the Fisher price index on the year, in percent."""
    MIX = "mix"
    """What price and quantity leave of the growth of value, in percent."""
    HERFINDAHL = "herfindahl"
    """The Herfindahl index, in points of 10,000."""
    ADJUSTED = "adjusted"
    """A level without its season, in units of value."""
    ADJUSTED_GROWTH = "adjusted_growth"
    """Change of that, or of its trend, on the month before, in percent."""
    REVISION = "revision"
    """Change of an amount by a later release, in percent of what was known before."""
    STATISTIC = "statistic"
    """A statistic of how well a series was adjusted."""


class Role(StrEnum):
    """What a level is to the figure it went into."""

    CURRENT = "current"
    """The level of the window."""
    BASE = "base"
    """The same months a year before."""
    BEFORE = "before"
    """The same months as they were known before a release revised them."""
    PART = "part"
    """What a share is of."""
    WHOLE = "whole"
    """What it is a share of."""
    WHOLE_BASE = "whole_base"
    """The whole in the base period, whose growth a part adds to."""
    QUANTITY = "quantity"
    """The quantity of the window, of a unit value."""
    BASE_QUANTITY = "base_quantity"
    """The quantity a year before."""
    SERIES = "series"
    """A month of the series that a season was estimated from."""
    EXPORTS = "exports"
    """The exports of a net."""
    IMPORTS = "imports"
    """The imports of a net."""
    BASE_EXPORTS = "base_exports"
    """The exports a year before, of a net's difference."""
    BASE_IMPORTS = "base_imports"
    """The imports a year before, of a net's difference."""


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One level that went into a figure.

    Attributes:
        role: What it is to the figure.
        flow: Export or import.
        period: The months it covers.
        amount: Whole units; None where the store holds no such facts.
        unit: `USD`, `CNY` or the customs unit of a quantity.
        grain: The grain of the facts it was summed from.
        rows: How many facts.
        releases: Release dates of those facts, ascending.
        sources: SHA-256 of the files they came from, ascending.
    """

    role: Role
    flow: Flow
    period: Period
    amount: int | None
    unit: str
    grain: str = ""
    rows: int = 0
    releases: tuple[date, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """The entity a figure is about: its printed label, and its code where it has one."""

    label: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number, and everything known about it.

    Attributes:
        text: The number as printed, without its unit; `-` where there is none.
        value: The exact number in the printed unit, rates in percent; None for `-`.
        unit: The printed unit: `亿美元`, `万个`, `%`.
        indicator: What it is.
        key: Whom it is about.
        side: Of which side of trade.
        window: Which of the report's windows.
        period: The months it covers.
        quantity: Whether it is about quantity, not value.
        base: The unit of the facts behind it: `USD`, `个`; `%` for rates, empty for counts.
        per: How many of that one printed unit is.
        ingredients: The levels it was computed from.
        reason: Why there is no number; None where there is one.
        spoken: The number and its unit as sentences have them, where that unit fits it better.
    """

    text: str
    value: Fraction | None
    unit: str
    indicator: Indicator
    key: Key
    side: Side
    window: Window
    period: Period
    quantity: bool = False
    base: str = ""
    per: int = 1
    ingredients: tuple[Ingredient, ...] = ()
    reason: Reason | None = None
    spoken: tuple[str, str] | None = None

    def in_sentence(self) -> tuple[str, str]:
        """The number and its unit, as a sentence has them."""
        return self.spoken or (self.text, self.unit)

    def with_unit(self) -> str:
        """The number and its unit; of none, what stands in its place alone."""
        return self.text if self.value is None else f"{self.text}{self.unit}"

    def direction(self) -> Direction:
        """Which way a change went; growth too large to be printed went up."""
        if self.value is None:
            return Direction.UP if self.reason is Reason.LARGE else Direction.UNKNOWN
        if self.value == 0:
            return Direction.FLAT
        return Direction.UP if self.value > 0 else Direction.DOWN
