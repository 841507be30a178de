"""What sentences claim of where an amount stands among others, and of how trade is spread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yuebao.auditing.terms import Place
    from yuebao.domain import Period, Window
    from yuebao.report.model import Side


@dataclass(frozen=True, slots=True)
class ClaimStanding:
    """Since when an amount is compared, and when others were: 最高为2023年12月; 最近一次更高为….

    Attributes:
        side: Of which side of trade.
        window: In which window; None where nothing says.
        period: The months of the amount.
        first: The first months that it is compared with; None where nothing says, as in all below.
        highest: When it was highest.
        higher: When it was last higher.
        lower: When it was last lower.
        place: Where that is said.
        quote: The sentences.
    """

    side: Side | None
    window: Window | None
    period: Period | None
    first: Period | None
    highest: Period | None
    higher: Period | None
    lower: Period | None
    place: Place
    quote: str


@dataclass(frozen=True, slots=True)
class Passing:
    """Who is said to have come or gone.

    Attributes:
        count: How many; nothing where it is said that nobody has.
        names: The first of them.
        more: Whether it is said that there are others.
    """

    count: int
    names: tuple[str, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class ClaimSpread:
    """How trade is spread: 低于上年同期的437.4点，集中度下降；减少16个国家（地区）（甲等）.

    Attributes:
        side: Of which side of trade.
        window: In which window; None where nothing says.
        period: The months.
        above: Whether the index is said to be above that before; None where neither is said.
        more: Whether trade is said to be more concentrated; None where neither is said.
        new: Who is new; None where nothing says.
        lost: Who is lost; None where nothing says.
        months: Against how many months before the new are new.
        place: Where that is said.
        quote: The sentences.
    """

    side: Side | None
    window: Window | None
    period: Period | None
    above: bool | None
    more: bool | None
    new: Passing | None
    lost: Passing | None
    months: int | None
    place: Place
    quote: str


@dataclass(frozen=True, slots=True)
class ClaimComparison:
    """How growth differs from that of the month: 降幅大于12月; （12月为增长）.

    Attributes:
        rate: Where the growth stands that is compared.
        month: With which month of the year.
        more: Whether it is said to be faster or steeper; None where that is not said.
        up: Whether the month is said to have gone up; None where that is not said.
        place: Where that is said.
        quote: The words.
    """

    rate: Place
    month: int
    more: bool | None
    up: bool | None
    place: Place
    quote: str
