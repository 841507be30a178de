"""When amounts were highest, last higher and last lower: against each other, growth and charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.auditing.findings.finding import Finding, at_text, either
from yuebao.auditing.rules.records import is_of_whole, months_of
from yuebao.domain import MONTH, Period
from yuebao.report.model import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yuebao.auditing.claims import ClaimChart
    from yuebao.auditing.numbers import Number
    from yuebao.auditing.rules.context import Case
    from yuebao.auditing.standings import ClaimStanding
    from yuebao.domain import Month, Window

NAMED = {
    "first": ("比较起始时段", "the first period looked at"),
    "highest": ("最高值所在时段", "the period of the highest"),
    "higher": ("此前最近一次更高的时段", "the last period that was higher"),
    "lower": ("此前最近一次更低的时段", "the last period that was lower"),
}
_CLEAR = 1
"""Growth of so many percent has its sign whatever base was revised."""


def check_standings(context: Case) -> Iterator[Finding]:
    """Every standing of the month reported; of each what is said wrongly first."""
    month = context.claims.month
    for standing in context.claims.standings:
        window, period = standing.window, standing.period
        if window is None or period is None or month not in (None, period.last):
            continue
        judged = _Judged(context, standing, window, period)
        found = list(judged.alone()) or list(judged.against_growth())
        yield from found or judged.against_charts()


class _Judged:
    """A standing, judged."""

    def __init__(
        self, context: Case, standing: ClaimStanding, window: Window, period: Period
    ) -> None:
        self.context, self.standing, self.window, self.period = context, standing, window, period
        told = {name: getattr(standing, name) for name in NAMED}
        self.told: dict[str, Period] = {name: one for name, one in told.items() if one is not None}

    def alone(self) -> Iterator[Finding]:
        """By what it says itself: months of the window's length, and in order."""
        first, highest = self.told.get("first"), self.told.get("highest")
        for name, one in self.told.items():
            if one.length() != self.period.length() or not self._is_of_window(one):
                yield self._wrong(name, either("相同长度的时段", "a period of the same length"))
            elif one.last > self.period.last or (
                name in ("higher", "lower") and one.last == self.period.last
            ):
                yield self._wrong(name, f"< {self.period}")
            elif first is not None and one.last < first.last:
                yield self._wrong(name, f"≥ {first}")
        higher = self.told.get("higher")
        for name, one in self.told.items():
            if (other := self._said_before(name, one)) is not None:
                yield self._wrong(name, str(other))
        if highest is not None and higher is not None and higher.last < highest.last:
            # The highest is higher itself, so that the last that was is no earlier.
            yield self._wrong("higher", f"≥ {highest}")
        looked = self._looked_at()
        if first is not None and looked is not None:
            since = self._counted(first)
            if since != looked:
                yield self._wrong("first", either(f"第{looked}个时段", f"that of {looked} periods"))

    def _said_before(self, name: str, period: Period) -> Period | None:
        """The other months that the same sentences name for the same before."""
        for one in self.context.claims.standings:
            if one is self.standing:
                break
            told: Period | None = getattr(one, name)
            if one.place == self.standing.place and told not in (None, period):
                return told
        return None

    def _is_of_window(self, period: Period) -> bool:
        span = self.window.span(period.last)
        return span is not None and span.period == period

    def _counted(self, first: Period) -> int:
        """How many windows of the length there are since one."""
        length, month, count = self.period.length(), self.period.last, 0
        while month >= first.last:
            span = self.window.span(month)
            count += span is not None and span.period.length() == length
            month = month.plus(-1)
        return count

    def _looked_at(self) -> int | None:
        """How many the sentence says were looked at."""
        number = self._said(Measure.OF)
        return None if number is None else int(number.value)

    def _said(self, measure: Measure) -> Number | None:
        """A number that the sentence says of this measure."""
        place = self.standing.place
        for one in self.context.claims.statements:
            within = one.place.block == place.block and place.start <= one.place.start < place.end
            if within and one.measure is measure:
                return one.number
        return None

    def against_growth(self) -> Iterator[Finding]:
        """After a fall the window a year before was higher, so that the last higher is no earlier.

        And it is itself no month that was lower. Growth that customs state may be on another base.
        """
        standing = self.standing
        span = self.window.span(self.period.last)
        found = (
            None
            if standing.side is None
            else self.context.overview_line(standing.side, self.window)
        )
        growth = found[1].number(Measure.YOY) if found else None
        if span is None or found is None or growth is None or found[0].official:
            return
        if abs(growth.value) < _CLEAR:
            return
        known, other = ("lower", "higher") if growth.value > 0 else ("higher", "lower")
        one, two = self.told.get(known), self.told.get(other)
        if one is not None and one.last < span.base.last:
            yield self._wrong(known, f"≥ {span.base}")
        if two is not None and two == span.base:
            yield self._wrong(other, f"≠ {span.base}")
        before = self.context.whole_base(standing.side, self.window)
        most = self._said(Measure.HIGHEST)
        if most is None or before is None or self.told.get("highest") != span.base:
            return
        if not before.meets(most.interval()):
            yield self._wrong("highest", f"≠ {span.base}")

    def against_charts(self) -> Iterator[Finding]:
        """Against the amounts of a chart that ends with the months reported."""
        for chart in self.context.claims.charts:
            if chart.window != self.window and not (chart.window is None and self.window == MONTH):
                continue
            source = either(f"图{chart.number}", f"figure {chart.number}")
            found = [*self._against(chart, source)]
            if found:
                yield from found
                return

    def _against(self, chart: ClaimChart, source: str) -> Iterator[Finding]:
        month = self.period.last
        for series in chart.series:
            held = months_of(series) if series.side is self.standing.side else {}
            now = held.get(month)
            if series.growth or now is None or not self._is_whole(now, series):
                continue
            yield from self._highest(held, source)
            yield from self._latest("higher", held, source)
            yield from self._latest("lower", held, source)
            return

    def _is_whole(self, now: Number, series: object) -> bool:
        """Whether a series prints of the months what the overview does."""
        if self.window == MONTH:
            return is_of_whole(self.context, self.standing.side, now, series)  # type: ignore[arg-type]
        whole = self.context.whole(self.standing.side, self.window)
        return whole is not None and whole.meets(now.interval())

    def _highest(self, held: Mapping[Month, Number], source: str) -> Iterator[Finding]:
        """Nothing that was looked at is above what is said to be the highest."""
        at, first = self.told.get("highest"), self.told.get("first")
        shown = None if at is None else held.get(at.last)
        if shown is None:
            return
        above = [
            one
            for one, number in held.items()
            if shown.interval().is_below(number.interval())
            and one <= self.period.last
            and (first is None or one >= first.last)
        ]
        said = self._said(Measure.HIGHEST)
        if said is not None and not said.interval().meets(shown.interval()):
            yield self._wrong("highest", f"≠ {at}", source)
        elif above:
            most = max(above, key=lambda one: held[one].value)
            yield self._wrong("highest", str(self._span(most)), source)

    def _latest(self, name: str, held: Mapping[Month, Number], source: str) -> Iterator[Finding]:
        """What is said to be the last that was higher may be, and none between is."""
        at = self.told.get(name)
        if at is None:
            return
        now = held[self.period.last].interval()

        def surely(one: Month, way: str) -> bool:
            number = held[one].interval()
            return now.is_below(number) if way == "higher" else number.is_below(now)

        between = sorted(one for one in held if at.last < one < self.period.last)
        later = [one for one in between if surely(one, name)]
        other = "lower" if name == "higher" else "higher"
        if later:
            yield self._wrong(name, str(self._span(later[-1])), source)
        elif at.last in held and surely(at.last, other):
            yield self._wrong(name, f"< {at}", source)

    def _span(self, month: Month) -> Period:
        span = self.window.span(month)
        return Period(month, month) if span is None else span.period

    def _wrong(self, name: str, expected: str, source: str = "") -> Finding:
        by = source or either("文中其他内容", "the rest of the report")
        return Finding(
            rule="record-period",
            where=at_text(self.context.claims, self.standing.place, self.standing.quote),
            printed=str(self.told[name]),
            expected=expected,
            facts=(("what", either(*NAMED[name])), ("source", by)),
        )
