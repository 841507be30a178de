"""What a later window says otherwise than the first: what languages that compare them share."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from yuebao.indicators import Reason
from yuebao.report.model import Direction, Members

if TYPE_CHECKING:
    from yuebao.report.model import (
        Concentrated,
        Contributions,
        Decomposed,
        Figure,
        Leaders,
        Placed,
        Standing,
    )

    Later = Concentrated | Contributions | Decomposed | Placed
    """What says of a later window beside the first what is measured of a whole."""

UNKNOWN_BASES = frozenset({Reason.BASE_NOT_LOADED, Reason.NOT_PUBLISHED})
"""Why growth is not known of whole windows: the note under the table says it once for all."""

_WAYS = {Direction.UP, Direction.DOWN}


class Change(Enum):
    """How those who come first differ from those of the first window."""

    NONE = "none"
    ORDER = "order"
    """The same in another order."""
    FEWER = "fewer"
    """Some of them, and nobody else."""
    OTHERS = "others"
    """Somebody who was not among them."""


class Pace(Enum):
    """How the growth of the whole differs from that of the first window."""

    AGAINST = "against"
    """It is of the other sign."""
    EQUAL = "equal"
    """It prints the same."""
    MORE = "more"
    LESS = "less"


def change_of(statement: Leaders, after: Leaders) -> tuple[Change, list[str]]:
    """How the first differ from those of the first window, and who of them is new."""
    then = [entry.key for entry in after.first]
    now = [entry.key for entry in statement.first]
    if now == then:
        return Change.NONE, []
    if set(now) == set(then):
        return Change.ORDER, []
    new = [key.label for key in now if key not in then]
    return Change.OTHERS if new else Change.FEWER, new


def pace_of(now: Figure, then: Figure) -> Pace | None:
    """How growth of the whole compares; None where either has none to compare."""
    if not now.value or not then.value:
        return None
    if now.direction() is not then.direction():
        return Pace.AGAINST
    if now.text == then.text:
        return Pace.EQUAL
    return Pace.MORE if abs(now.value) > abs(then.value) else Pace.LESS


def went_against(entry: Standing, after: Leaders | Members | None) -> Direction | None:
    """Which way an entity went in the first window, where that was the other way."""
    then_told = after.members if isinstance(after, Members) else after.first if after else ()
    ways = {one.key: one.growth.direction() for one in then_told}
    then = ways.get(entry.key)
    return then if {then, entry.growth.direction()} == _WAYS else None
