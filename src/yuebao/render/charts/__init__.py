"""Charts: each form as one Vega-Lite specification, and that as SVG or PNG.

A specification is plain data that holds everything drawn, so that the page, the PDF and Word show
the same picture. Its layout depends on no font's widths (fixed padding, texts placed by us), so
that machines with other fonts give the same bytes.

One value far beyond the rest would press all others flat. So values beyond the fence (`_scale`)
are cut: the mark ends in an arrow at the edge, and its number stands there. A value that is
missing is a dash or a gap, never a mark at zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import vl_convert

from yuebao.render._fonts import register_chart_font
from yuebao.render.charts._bars import bars_spec
from yuebao.render.charts._stack import stack_spec
from yuebao.render.charts._style import PALETTE, VEGA_LITE
from yuebao.render.charts._trend import trend_spec
from yuebao.report.model import ChartForm

if TYPE_CHECKING:
    from yuebao.render.charts._style import Spec
    from yuebao.report.model import Chart

__all__ = ["PALETTE", "chart_png", "chart_spec", "chart_svg"]

_FORMS = {
    ChartForm.BARS: bars_spec,
    ChartForm.TREND: trend_spec,
    ChartForm.STACK: stack_spec,
}


def chart_svg(chart: Chart) -> str:
    """The chart as an SVG element, without a declaration and without ids."""
    register_chart_font()
    svg: str = vl_convert.vegalite_to_svg(chart_spec(chart), vl_version=VEGA_LITE)
    return svg.strip()


def chart_png(chart: Chart, scale: float = 2.0) -> bytes:
    """The chart as PNG on white, `scale` pixels to each of the SVG's units."""
    register_chart_font()
    spec = chart_spec(chart) | {"background": "white"}
    png: bytes = vl_convert.vegalite_to_png(spec, vl_version=VEGA_LITE, scale=scale)
    return png


def chart_spec(chart: Chart) -> Spec:
    """The chart as a Vega-Lite specification: plain data, to be drawn as SVG, PNG or PDF.

    The layer named `rows` holds one transparent mark a figure, by labels and then by series, as
    the chart's data table lists them: what a reader points at.
    """
    return _FORMS[chart.form](chart)
