"""Charts: series of figures, and the form they are drawn in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yuebao.report.model._figure import Figure


@dataclass(frozen=True, slots=True)
class Point:
    """One mark of a chart: what it stands for, and its figure."""

    label: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Series:
    """Marks that belong together: their name, the title of their value axis, the marks in order."""

    label: str
    axis: str
    points: tuple[Point, ...]


class ChartForm(StrEnum):
    """How a chart's series are drawn."""

    BARS = "bars"
    """One bar a point of the first series, in the order given; a second series is printed beside
    the bars as numbers (growth beside value)."""
    TREND = "trend"
    """Points are months. All series but the last are columns side by side on the left axis; the
    last is a line on the right axis."""
    STACK = "stack"
    """Points are months. Series are stacked into one column a month."""
    SUM = "sum"
    """Points are months. All series but the last are stacked into one column a month, those above
    zero upwards and those below it downwards; the last is what they add up to, a line on the same
    axis."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart.

    Attributes:
        number: Its number among the report's charts.
        caption: What it shows, with its unit.
        section: The kind of the section it stands in.
        form: How it is drawn.
        series: What is drawn; all have the same labels in the same order.
    """

    number: int
    caption: str
    form: ChartForm
    section: str
    series: tuple[Series, ...]

    def labels(self) -> tuple[str, ...]:
        """What the marks stand for: provinces, partners, months."""
        return tuple(point.label for point in self.series[0].points)
