"""Charts: each form as one Vega-Lite specification, and that as SVG.

A specification is plain data that holds everything drawn, so that the page, the PDF and Word show
the same picture. Its layout depends on no font's widths (fixed padding, texts placed by us), so
that machines with other fonts give the same bytes.

One value far beyond the rest would press all others flat. So values beyond the fence (`_scale`)
are cut: the mark ends in an arrow at the edge, and its number stands there. A value that is
missing is a dash or a gap, never a mark at zero.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import vl_convert

from yuebao.domain import bind_process
from yuebao.render.charts._bars import bars_spec
from yuebao.render.charts._stack import stack_spec, sum_spec
from yuebao.render.charts._style import FALL, PALETTE, RISE, VEGA_LITE, WIDTH
from yuebao.render.charts._trend import trend_spec
from yuebao.report.model import ChartForm, Look
from yuebao.report.numbers import PLAIN

if TYPE_CHECKING:
    from yuebao.render.charts._style import Spec
    from yuebao.report.model import Chart, NumberMarks

__all__ = ["NARROW", "PALETTE", "chart_spec", "chart_svg"]

_FORMS = {
    ChartForm.BARS: bars_spec,
    ChartForm.TREND: trend_spec,
    ChartForm.STACK: stack_spec,
    ChartForm.SUM: sum_spec,
}


NARROW = 344
"""The width of a chart on a phone, where one of the usual width would have to be shrunk."""

KEPT = 256
"""How many drawings are kept, of some 50 kB each: pages, files and formats show the same ones, and
pages show two of each chart."""


def chart_svg(
    chart: Chart, look: Look | None = None, marks: NumberMarks = PLAIN, width: int = WIDTH
) -> str:
    """The chart as an SVG element, without a declaration and without ids.

    Args:
        chart: What to draw.
        look: The house style whose colours it takes; by default the palette's own, which a style
            sheet may exchange.
        marks: How it writes numbers.
        width: How many pixels it is wide; its letters are as large in any width.
    """
    bind_process("drawing charts")
    spec = _recoloured(chart_spec(chart, marks, width), look or Look())
    return _draw(json.dumps(spec, ensure_ascii=False))


@lru_cache(maxsize=KEPT)
def _draw(spec: str) -> str:
    """A specification as SVG; the same one is drawn once.

    Vega measures every text, and nothing here heeds what it finds. So the Chinese font is not
    registered: to measure with it took three fifths of a drawing.
    """
    svg: str = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
    return svg.strip()


def _recoloured(spec: Spec, look: Look) -> Spec:
    """The specification with the house style's colours for growth and decline."""
    colours = {RISE: look.rise, FALL: look.fall}

    def exchange(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: exchange(value) for key, value in part.items()}
        if isinstance(part, list | tuple):
            return [exchange(value) for value in part]
        return colours.get(part, part) if isinstance(part, str) else part

    recoloured: Spec = exchange(spec)
    return recoloured


def chart_spec(chart: Chart, marks: NumberMarks = PLAIN, width: int = WIDTH) -> Spec:
    """The chart as a Vega-Lite specification: plain data, to be drawn as SVG.

    The layer named `rows` holds one transparent mark a figure, by labels and then by series, as
    the chart's data table lists them: what a reader points at.
    """
    return _FORMS[chart.form](chart, marks, width)
