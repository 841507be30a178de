"""The axes of a chart: where values end, and both kinds as DrawingML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.render.charts._scale import cut_domain, may_cut, round_axis
from yuebao.render.charts._style import GRID, INK, QUIET, values_of
from yuebao.render.docx._drawingml import line, run_look, text_look, val
from yuebao.render.docx._xml import NOTHING, element, text

if TYPE_CHECKING:
    from yuebao.render.charts._scale import Axis
    from yuebao.render.docx._xml import Xml
    from yuebao.report.model import Look, Series

Pair = tuple[int, int]
"""The ids of an axis of labels and of the axis of values that goes with it."""


def bars_axis(series: Series, room: float) -> Axis:
    """An axis on which the numbers have room beyond the bars; a value far beyond the rest is cut.

    Args:
        series: What is drawn.
        room: The part of the axis that is kept free at an end where bars end.
    """
    low, high = cut_domain(values_of([series]), cut=may_cut(series))
    part = room * (high - low) / (1 - room)
    wide = [low - part if low < 0 else 0.0, high + part if high > 0 else 0.0]
    return round_axis(wide, 8, cut=False)


def cut_axis(series: Series) -> Axis | None:
    """An axis where a value far beyond the rest is cut; None leaves the ends to the program."""
    values = values_of([series])
    axis = round_axis(values, 6, cut=may_cut(series))
    return axis if any(axis.cuts(value) for value in values) else None


def axis_ids(axes: Pair) -> tuple[Xml, Xml]:
    """What ties a plot to its axes."""
    return val("axId", axes[0]), val("axId", axes[1])


def label_axis(
    look: Look,
    axes: Pair,
    side: str,
    *,
    reverse: bool = False,
    hidden: bool = False,
    size: int = 900,
) -> Xml:
    """The axis of labels; reversed, the first stands at the top and every one is shown.

    The size of letters is in hundredths of a point.
    """
    own, other = axes
    return element(
        "c:catAx",
        val("axId", own),
        element("c:scaling", val("orientation", "maxMin" if reverse else "minMax")),
        val("delete", int(hidden)),
        val("axPos", side),
        element("c:numFmt", formatCode="General", sourceLinked=0),
        val("majorTickMark", "none"),
        val("minorTickMark", "none"),
        val("tickLblPos", "low"),
        element("c:spPr", line(QUIET, 9525)),
        text_look(look, size, INK),
        val("crossAx", other),
        val("crosses", "autoZero"),
        val("auto", 0),
        val("lblAlgn", "ctr"),
        val("lblOffset", 100),
        val("tickLblSkip", 1) if reverse else NOTHING,
        val("noMultiLvlLbl", 1),
    )


def value_axis(
    look: Look,
    axes: Pair,
    side: str,
    title: str,
    shown: str,
    *,
    crosses: str = "autoZero",
    axis: Axis | None = None,
    grid: bool = True,
) -> Xml:
    """The axis of values, with its title; `shown` is its number format, `axis` fixes its ends."""
    own, other = axes
    ends = (val("max", axis.high), val("min", axis.low)) if axis else ()
    step = val("majorUnit", round(axis.ticks[1] - axis.ticks[0], 9)) if axis else NOTHING
    return element(
        "c:valAx",
        val("axId", other),
        element("c:scaling", val("orientation", "minMax"), *ends),
        val("delete", 0),
        val("axPos", side),
        element("c:majorGridlines", element("c:spPr", line(GRID, 6350))) if grid else NOTHING,
        _title(look, title, upright=side == "b"),
        element("c:numFmt", formatCode=shown, sourceLinked=0),
        val("majorTickMark", "none"),
        val("minorTickMark", "none"),
        val("tickLblPos", "nextTo"),
        element("c:spPr", element("a:ln", element("a:noFill"))),
        text_look(look, 800, QUIET),
        val("crossAx", own),
        val("crosses", crosses),
        val("crossBetween", "between"),
        step,
    )


def _title(look: Look, title: str, *, upright: bool) -> Xml:
    turned: dict[str, str | int] = {} if upright else {"rot": -5400000, "vert": "horz"}
    run = element("a:r", run_look("a:rPr", look, 900, QUIET), element("a:t", text(title)))
    words = (element("a:bodyPr", **turned), element("a:lstStyle"), element("a:p", run))
    return element("c:title", element("c:tx", element("c:rich", *words)), val("overlay", 0))
