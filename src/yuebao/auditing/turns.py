"""What sentences claim of changes: other places, growth that turned, amounts that were revised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yuebao.auditing.numbers import Number
    from yuebao.auditing.terms import Place
    from yuebao.domain import Period, Window
    from yuebao.report.model import Direction, Side


@dataclass(frozen=True, slots=True)
class Move:
    """What place an entity has, and had in the base: 位次由上年同期的第2位升至第1位; 居首位.

    Attributes:
        side: By which side of trade.
        window: In which window; None where nothing says.
        period: The months.
        entity: Who.
        before: The place it had; None where nothing says.
        now: The place it has.
        rose: Whether the words say that it rose; None where they say neither.
        places: Where the numbers stand; that of the place it has last.
        quote: The sentence.
    """

    side: Side | None
    window: Window | None
    period: Period | None
    entity: str
    before: int | None
    now: int
    rose: bool | None
    places: tuple[Place, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Turn:
    """That growth has a sign for the first time after it had the other: 连续3个月下降后首次增长.

    Attributes:
        side: Of which side of trade.
        window: In which window; None where nothing says.
        period: The months.
        way: Which way growth goes now.
        after: How many windows before went the other way.
        place: Where that number stands.
        quote: The sentence.
    """

    side: Side | None
    window: Window | None
    period: Period | None
    way: Direction
    after: int
    place: Place
    quote: str


@dataclass(frozen=True, slots=True)
class ClaimRevision:
    """That an amount was revised: 出口额由12.3亿美元修订为12.8亿美元，上调4.1%，此前最大为2.0%.

    Attributes:
        side: Of which side of trade.
        window: In which window; None where nothing says.
        period: The months.
        before: What was known before.
        after: What is known since.
        change: The one on the other in percent, below nothing where it was revised down.
        largest: How large the largest revision before was, in percent; None where nothing says.
        places: Where the numbers stand: that of the change, then the others.
        quote: The sentence.
    """

    side: Side | None
    window: Window | None
    period: Period | None
    before: Number
    after: Number
    change: Number
    largest: Number | None
    places: tuple[Place, ...]
    quote: str
