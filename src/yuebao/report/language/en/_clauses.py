"""English: sentences that give each name its numbers, and say of later windows what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.report.language._lists import goes_against
from yuebao.report.language.en._phrases import EnglishPhrases, largest
from yuebao.report.model import Direction

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from yuebao.report.model import Amounts, Leaders, Run, Standing

_WENT = {Direction.UP: "up", Direction.DOWN: "down"}


class EnglishClauses(EnglishPhrases):
    """A clause for each entity: its value, its share, and which way it went."""

    def clauses(
        self,
        entries: Sequence[Standing],
        opening: Callable[[str], str],
        *,
        whole: str = "",
        after: Leaders | None = None,
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
            if after is not None and goes_against(entry, after.first):
                runs.append(self._was(entry, after))
        return tuple(runs)

    def went(self, entry: Standing) -> tuple[Run, ...]:
        """, down 2.1% on the year; the reason where there is no number."""
        if entry.growth.value is None and entry.growth.reason is not None:
            return (f" ({self.reason(entry.growth.reason)})",)
        return self.change(entry.growth)

    def leaders_each(
        self,
        statement: Leaders,
        group: Sequence[Run],
        opening: Callable[[str], str],
        *,
        whole: str = "",
        goes_on: bool = False,
    ) -> tuple[Run, ...]:
        """The three largest destinations in February 2025 were Germany, …: exports to Germany ….

        Args:
            statement: Who comes first.
            group: What the first are, with their number and whose trade of what it is.
            opening: What stands before an amount, by the name.
            whole: What shares are of.
            goes_on: Whether it goes on from a sentence on the same months.
        """
        first, after = statement.first, statement.after
        start = ". The " if goes_on else f"In {self.when(statement.span)}, the "
        verb = "was" if len(first) == 1 else "were"
        said = self.names(first) if after is None else self._compared(statement, after)
        runs: list[Run] = [start, *group, f" {verb} {said}: "]
        return (*runs, *self.clauses(first, opening, whole=whole, after=after), ".")

    def first_of(self, number: int, noun: str, several: str = "") -> str:
        """Largest destination; three largest destinations."""
        return f"{largest(number)} {(several or f'{noun}s') if number > 1 else noun}"

    def _compared(self, statement: Leaders, after: Leaders) -> str:
        """The same as in February 2025, in another order; other than in …, with …."""
        then = [entry.key for entry in after.first]
        now = [entry.key for entry in statement.first]
        when = self.when(after.span)
        if now == then:
            return f"the same as in {when}"
        if set(now) == set(then):
            return f"the same as in {when}, in another order"
        new = [key.label for key in now if key not in then]
        if not new:
            return f"fewer than in {when}"
        if len(now) == 1:
            return f"other than in {when}"
        return f"other than in {when}, with {self.listing(new)} among them"

    def _was(self, entry: Standing, after: Leaders) -> str:
        """(it was down in February 2025), where an entity went the other way."""
        then = next(one for one in after.first if one.key == entry.key)
        return f" ({_WENT[then.growth.direction()]} in {self.when(after.span)})"

    def pace(self, statement: Amounts) -> str:
        """, a faster rise than in February 2025: how growth differs from the first window's."""
        if statement.after is None:
            return ""
        now, then = (one.flows[0][1].growth for one in (statement, statement.after))
        if now.value is None or then.value is None or not now.value or not then.value:
            return ""
        when = self.when(statement.after.span)
        if now.direction() is not then.direction():
            return f" ({_WENT[then.direction()]} in {when})"
        if now.text == then.text:
            return f", as much as in {when}"
        more, less = (
            ("a faster rise", "a slower rise")
            if now.value > 0
            else ("a steeper fall", "a milder fall")
        )
        return f", {more if abs(now.value) > abs(then.value) else less} than in {when}"
