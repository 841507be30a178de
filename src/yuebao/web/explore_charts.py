"""The charts of an answer, drawn by the renderer that reports use; and its regions."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from yuebao.domain import MONTH, Span
from yuebao.indicators import compute_growth, compute_share
from yuebao.publish.question import By
from yuebao.render.html import Body
from yuebao.report.model import Chart, ChartForm, Key, Point, Series
from yuebao.web.regions import draw_regions
from yuebao.web.templates import drawn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yuebao.publish.explored import Shown
    from yuebao.report.model import Figure
    from yuebao.web.regions import RegionsMap

HISTORIES: dict[str, int] = {"ranking": 0, "trend": 36, "structure": 24, "tiles": 0, "none": 0}
"""How many months each chart draws."""

CHARTS = tuple(HISTORIES)
"""The charts there are."""

BARS = 20
"""So many bars are drawn at most."""


def draw_chart(
    shown: Shown, kind: str, words: Mapping[str, Any], own_map: RegionsMap | None
) -> str:
    """A chart of an answer as HTML; empty where there is nothing to draw."""
    if kind == "tiles":
        if shown.found.request.by is not By.PROVINCE:
            return ""
        return drawn(draw_regions(shown, words, own_map))
    chart = {"ranking": _ranking, "trend": _trend, "structure": _structure}.get(kind, _none)(
        shown, words
    )
    if chart is None:
        return ""
    body = Body(shown.language.words, _mark)
    return drawn("\n".join(body.parts((chart,))))


def _mark(figure: Figure, text: str) -> str:
    del figure
    return escape(text)


def _none(shown: Shown, words: Mapping[str, Any]) -> Chart | None:
    del shown, words
    return None


def _ranking(shown: Shown, words: Mapping[str, Any]) -> Chart | None:
    rows = [row for row in shown.rows() if row.cells[0].value.value is not None][:BARS]
    if not rows:
        return None
    unit = shown.make.value_unit.label
    span = shown.found.columns[0]
    head, rate = shown.language.when(span), shown.language.growth_head(span)
    flow = shown.found.request.flow
    return Chart(
        1, words["ranking"].format(window=head, unit=unit), ChartForm.BARS, "explore",
        (
            Series(shown.language.amount_label(flow), unit,
                   tuple(Point(row.key.label, row.cells[0].value) for row in rows)),
            Series(rate, rate,
                   tuple(Point(row.key.label, row.cells[0].growth) for row in rows)),
        ),
    )  # fmt: skip


def _trend(shown: Shown, words: Mapping[str, Any]) -> Chart | None:
    del words
    history, language, make = shown.found.history, shown.language, shown.make
    if len(history) < 2:
        return None
    flow = shown.found.request.flow
    label, growth = Key(language.amount_label(flow)), Key(language.growth_of(flow, MONTH))
    levels, rates = [], []
    for period, one in shown.every_month():
        level, rate = (one.level, one.growth) if one else (None, compute_growth(None, None))
        levels.append(Point(str(period), shown.month(label, period, level)))
        place = shown.place(growth, Span(MONTH, period))
        rates.append(Point(str(period), make.growth(place, rate)))
    stretch = language.between(history[0].period.first, history[-1].period.last)
    goods = "、".join(map(shown.goods, shown.found.request.codes[:2]))
    return Chart(
        1, language.trend_caption(stretch, goods, flow, make.value_unit.label, MONTH),
        ChartForm.TREND,
        "explore",
        (
            Series(label.label, make.value_unit.label, tuple(levels)),
            Series(growth.label, language.growth_head(MONTH), tuple(rates)),
        ),
    )  # fmt: skip


def _structure(shown: Shown, words: Mapping[str, Any]) -> Chart | None:
    history = shown.found.history
    if len(history) < 2 or not history[0].parts:
        return None
    series = []
    for code in history[0].parts:
        key = Key(shown.name(code), code)
        points = tuple(
            Point(
                str(period),
                shown.make.share(
                    shown.place(key, Span(MONTH, period)),
                    compute_share(one.parts.get(code), one.level)
                    if one
                    else compute_share(None, None),
                ),
            )
            for period, one in shown.every_month()
        )
        series.append(Series(key.label, shown.language.share_head, points))
    stretch = shown.language.between(history[0].period.first, history[-1].period.last)
    caption = words["structure"].format(period=stretch, number=len(series))
    return Chart(1, caption, ChartForm.STACK, "explore", tuple(series))
