"""English: sentences that give each name its numbers, and say of later windows what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.indicators import Reason
from yuebao.report.language._differences import (
    UNKNOWN_BASES,
    Change,
    Pace,
    change_of,
    pace_of,
    went_against,
)
from yuebao.report.language.en._phrases import EnglishPhrases, largest
from yuebao.report.model import Direction

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from yuebao.report.language._differences import Later
    from yuebao.report.model import Amounts, Contributions, Figure, Leaders, Members, Run, Standing

_WENT = {Direction.UP: "up", Direction.DOWN: "down"}


class EnglishClauses(EnglishPhrases):
    """A clause for each entity: its value, its share, and which way it went."""

    def clauses(
        self,
        entries: Sequence[Standing],
        opening: Callable[[str], str],
        *,
        whole: str = "",
        after: Leaders | Members | None = None,
    ) -> tuple[Run, ...]:
        """Exports to Germany were US$820 million, 19.9% of the total, down 2.1% on the year; ….

        Args:
            entries: Of whom.
            opening: What stands before an amount, by the name with its article.
            whole: What shares are of, said with the first of them.
            after: What was said of the first window, where this is of a later one.
        """
        runs: list[Run] = []
        for place, entry in enumerate(entries):
            if place:
                runs.append("; and " if place == len(entries) - 1 else "; ")
            runs += [opening(self.listing([entry.key.label])), self.amount(entry.value)]
            if entry.share is not None and entry.share.value is not None:
                runs += [", or ", self.amount(entry.share)]
                runs += [f" of all {whole}"] if whole else []
                whole = ""
            runs += self.went(entry)
            then = went_against(entry, after)
            if after is not None and then is not None:
                runs.append(self._was(after, then))
        return tuple(runs)

    def went(self, entry: Standing) -> tuple[Run, ...]:
        """, down 2.1% on the year; why there is no number, where the table does not say it."""
        why = entry.growth.reason if entry.growth.value is None else None
        if why is Reason.LARGE:
            return (", up sharply from a tiny base",)
        if why is None or why in UNKNOWN_BASES:
            return self.change(entry.growth)
        return (f" ({self.reason(why, entry.growth.window)})",)

    def leaders_each(
        self,
        statement: Leaders,
        group: Sequence[Run],
        opening: Callable[[str], str],
        *,
        whole: str = "",
        goes_on: bool = False,
    ) -> tuple[Run, ...]:
        """In February 2025, among the three largest destinations, exports to Germany were ….

        Args:
            statement: Who comes first.
            group: What the first are, with their number and whose trade of what it is.
            opening: What stands before an amount, by the name.
            whole: What shares are of.
            goes_on: Whether it goes on from a sentence on the same months.
        """
        start = ". " if goes_on else f"In {self.when(statement.span)}, "
        first, *rest = self.each_of(statement, group, opening, whole=whole)
        said = str(first)
        return (start + (said.capitalize() if goes_on else said), *rest)

    def each_of(
        self,
        statement: Leaders,
        group: Sequence[Run],
        opening: Callable[[str], str],
        *,
        whole: str = "",
    ) -> tuple[Run, ...]:
        """Among the three largest destinations, exports to Germany were …: without the months."""
        first, after = statement.first, statement.after
        if after is not None:
            clauses = self.clauses(first, opening, whole=whole, after=after)
            verb = "was" if len(first) == 1 else "were"
            return ("the ", *group, f" {verb} {self._compared(statement, after)}: ", *clauses, ".")
        if len(first) == 1:
            name = f" was {self.names(first)}, at "
            return ("the ", *group, *self.clauses(first, lambda _: name, whole=whole), ".")
        return ("among the ", *group, ", ", *self.clauses(first, opening, whole=whole), ".")

    def first_of(self, number: int, noun: str, several: str = "") -> str:
        """Largest destination; three largest destinations."""
        return f"{largest(number)} {(several or f'{noun}s') if number > 1 else noun}"

    def _compared(self, statement: Leaders, after: Leaders) -> str:
        """The same as in February 2025, in another order; other than in …, with …."""
        change, new = change_of(statement, after)
        when = self.when(after.span)
        if change is Change.NONE:
            return f"the same as in {when}"
        if change is Change.ORDER:
            return f"the same as in {when}, in another order"
        if change is Change.FEWER:
            return f"fewer than in {when}"
        if len(statement.first) == 1:
            return f"other than in {when}"
        return f"other than in {when}, with {self.listing(new)} among them"

    def _was(self, after: Leaders | Members | Amounts | Contributions, way: Direction) -> str:
        """(down in February 2025): which way something went in the first window."""
        return f" ({_WENT[way]} in {self.when(after.span)})"

    def goods(self, statement: Later, goods: str) -> str:
        """Of soybeans: of what it is the trade: not said again of a later window."""
        return "" if self.wording.clauses and statement.after else f" of {goods}"

    def pace(self, growth: Figure, before: Figure, after: Amounts | Contributions) -> str:
        """, a faster rise than in February 2025: how growth differs from the first window's.

        Args:
            growth: In this window.
            before: In the first window.
            after: What was said of the first window.
        """
        if (pace := pace_of(growth, before)) is None:
            return ""
        then = before.direction()
        if pace is Pace.AGAINST:
            return self._was(after, then)
        when = self.when(after.span)
        if pace is Pace.EQUAL:
            return f", as much as in {when}"
        more, less = (
            ("a faster rise", "a slower rise")
            if then is Direction.UP
            else ("a steeper fall", "a milder fall")
        )
        return f", {more if pace is Pace.MORE else less} than in {when}"
