"""Figures, tables and charts at addresses of their own, as pages and as data."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from yuebao.publish.facts import behind
from yuebao.render._html_table import table_html
from yuebao.render._provenance import Ledger
from yuebao.render._walk import chart_heads, chart_rows, reason_text
from yuebao.render.annex import (
    csv_field,
    exact_text,
    level_record,
    render_annex,
    render_csv,
    report_record,
)
from yuebao.render.charts import chart_svg
from yuebao.render.html import Body
from yuebao.web.answer import CSV, Answer, csv_answer, json_answer
from yuebao.web.opened import Opened, absent, open_report, split_ending
from yuebao.web.templates import drawn, page
from yuebao.web.vintage import LATEST
from yuebao.web.words import words_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from yuebao.publish.addresses import NamedFigure
    from yuebao.report.model import Chart, Ingredient
    from yuebao.web.answer import Asked
    from yuebao.web.desk import Desk

SVG = "image/svg+xml"

ENDINGS = ("html", "json", "csv")
"""How a figure or a table can be had."""

CHART_ENDINGS = (*ENDINGS, "svg")
"""How a chart can be had."""


def show_figure(desk: Desk, asked: Asked) -> Answer:
    """A number: what it is, what it was computed from, where that came from, how to cite it."""
    opened = open_report(desk, asked)
    name, ending = split_ending(asked.path["name"], ENDINGS)
    named = opened.edition.names.figures.get(name)
    if named is None:
        raise absent("figure", asked)
    record = figure_record(opened, named)
    version, pinned = opened.edition.key.version, opened.vintage.is_pinned
    if ending == "json":
        return json_answer(record, version, pinned=pinned)
    if ending == "csv":
        flat = {key: _flat(value) for key, value in record.items()}
        return csv_answer([flat, flat.values()], version, pinned=pinned)
    document = opened.edition.document
    view = desk.view(opened.known_at)
    definition = opened.edition.known.definition

    def rows_at(place: int, level: Ingredient) -> str:
        if behind(view, definition, document, named, level) is None:
            return ""
        return opened.at("figures", name, "rows", str(place))

    return _page(
        "figure.html", opened, ("figures", asked.path["name"]),
        named=named, record=record, levels=_levels(opened, named, rows_at), table=named.table,
        notes=named.table.notes if named.table is not None else (),
        names=document.words.names, page_words=document.words.page,
        addresses=_addresses(opened, "figures", name),
    )  # fmt: skip


def draw_figures(opened: Opened, ending: str) -> Answer:
    """Every figure of a report together, as a page (`html`) or as data."""
    edition = opened.edition
    records = {name: figure_record(opened, named) for name, named in edition.names.figures.items()}
    version, pinned = edition.key.version, opened.vintage.is_pinned
    if ending == "json":
        return json_answer(records, version, pinned=pinned)
    if ending == "csv":
        heads = next(iter(records.values()), {})
        lines = ([_flat(value) for value in record.values()] for record in records.values())
        return csv_answer([heads, *lines], version, pinned=pinned)
    return _page(
        "figures.html", opened, ("figures", "all.html"),
        figures=[
            {"record": records[name], "levels": _levels(opened, named, lambda *_: "")}
            for name, named in edition.names.figures.items()
        ],
        names=edition.document.words.names, page_words=edition.document.words.page,
    )  # fmt: skip


def _levels(
    opened: Opened, named: NamedFigure, rows_at: Callable[[int, Ingredient], str]
) -> list[dict[str, Any]]:
    """The levels a figure was computed from, as its page shows them.

    Args:
        opened: The report.
        named: The figure.
        rows_at: The address of the rows of a level, by its place; empty for none.
    """
    names = opened.edition.document.words.names
    return [
        {
            "role": names.roles[level.role],
            "flow": names.flows[level.flow],
            "level": level,
            "amount": amount_text(opened, level),
            "rows_at": rows_at(place, level) if level.rows else "",
        }
        for place, level in enumerate(named.figure.ingredients)
    ]


def _page(template: str, opened: Opened, below: tuple[str, ...], **holes: Any) -> Answer:
    """A page of something in a report."""
    return page(
        template,
        opened.language,
        version=opened.edition.key.version,
        pinned=opened.vintage.is_pinned,
        links=opened.links,
        office=opened.edition.document.office,
        others=opened.others(*below),
        opened=opened,
        document=opened.edition.document,
        report_title=opened.edition.title,
        **holes,
    )


def _addresses(
    opened: Opened, kind: str, name: str, endings: tuple[str, ...] = ENDINGS
) -> dict[str, str]:
    """The permanent address of something, by ending, the live one, and that to be cited."""
    pinned = {
        ending: opened.at(
            kind, name if ending == "html" else f"{name}.{ending}", vintage=opened.permanent
        )
        for ending in endings
    }
    live = opened.at(kind, name, vintage=LATEST)
    return {**pinned, "live": live, "cited": opened.cited_at(kind, name)}


def amount_text(opened: Opened, level: Ingredient) -> str:
    """An amount in whole units, as a reader of the language reads it."""
    if level.amount is None:
        return opened.edition.document.words.page.absent
    return f"{level.amount:,} {level.unit}"


def formula_of(opened: Opened, named: NamedFigure) -> tuple[str, str]:
    """How a figure is computed, in words and with its amounts; empty where it is a count."""
    figure = named.figure
    template = words_in(opened.language)["formulas"].get(figure.indicator, "")
    if not template:
        return "", ""
    words = opened.edition.document.words
    said = {role: words.names.roles[role] for role in words.names.roles}
    filled = {
        level.role.value: "?" if level.amount is None else f"{level.amount:,}"
        for level in figure.ingredients
    }
    return template.format_map(said), template.format_map({**said, **filled}) if filled else ""


def figure_record(opened: Opened, named: NamedFigure) -> dict[str, Any]:
    """All that is known of a figure, as JSON has it."""
    figure, document, key = named.figure, opened.edition.document, opened.edition.key
    hashes = sorted({sha256 for level in figure.ingredients for sha256 in level.sources})
    files = opened.edition.files
    said, computed = formula_of(opened, named)
    return {
        "name": named.name,
        "title": title_of(opened, named),
        "label": named.label.label,
        "code": named.label.code,
        "text": figure.text,
        "value": exact_text(figure.value),
        "unit": figure.unit,
        "reason": reason_text(figure, document.words),
        "indicator": figure.indicator.value,
        "measure": named.cell.measure.value if named.cell is not None else None,
        "side": figure.side.value,
        "quantity": figure.quantity,
        "window": figure.window.name,
        "period": str(figure.period),
        "formula": said,
        "computed": computed,
        "levels": [
            level_record(level)
            | {
                "releases": [day.isoformat() for day in level.releases],
                "sources": list(level.sources),
            }
            for level in figure.ingredients
        ],
        "sources": [{"sha256": one, "name": files.get(one, "")} for one in hashes],
        "report": key.name,
        "month": str(key.month),
        "currency": str(document.currency),
        "store_version": key.version,
        "as_of": key.as_of.isoformat() if key.as_of else None,
        "definition": key.fingerprint,
        "notices": list(document.notices),
        "permanent": opened.cited_at("figures", named.name),
        "live": opened.cited_at("figures", named.name, vintage=LATEST),
        "cite": cite(opened, title_of(opened, named)),
    }


def title_of(opened: Opened, named: NamedFigure) -> str:
    """What a figure is, in one line."""
    figure, names = named.figure, opened.edition.document.words.names
    words = words_in(opened.language)
    about = names.measures[named.cell.measure] if named.cell else names.indicators[figure.indicator]
    side = words["sides"][figure.side]
    label = named.label.label
    named_already = label.casefold().startswith(side.casefold())  # 出口额 are exports
    if named.label.code:
        label += words["in_brackets"].format(named.label.code)
    period = words["in_brackets"].format(names.windows[figure.window.name])
    parts = dict.fromkeys((about,) if named_already else (side, about))  # of a net both may be one
    return str(words["comma"]).join((label, *parts, f"{figure.period}{period}"))


def cite(opened: Opened, title: str) -> str:
    """How to cite something of a report."""
    document, key = opened.edition.document, opened.edition.key
    return str(words_in(opened.language)["cite"]).format(
        institute=f"{document.cover.institute}. " if document.cover.institute else "",
        title=title,
        report=opened.edition.title,
        date=document.date.isoformat(),
        version=key.version,
        definition=key.fingerprint,
    )


def _flat(value: object) -> str:
    """A value of a record in one field: of several the parts."""
    if isinstance(value, list):
        return csv_field([_flat(one) if isinstance(one, dict) else one for one in value])
    if isinstance(value, dict):
        return " ".join("-" if part in (None, "", []) else str(part) for part in value.values())
    return csv_field(value)


def show_table(desk: Desk, asked: Asked) -> Answer:
    """A table by itself: as the report draws it, and as the annex has its cells."""
    opened = open_report(desk, asked)
    name, ending = split_ending(asked.path["name"], ENDINGS)
    if name not in opened.edition.names.tables:
        raise absent("table", asked)
    return draw_table(opened, name, ending)


def draw_table(opened: Opened, name: str, ending: str) -> Answer:
    """A table of a report, by its name, as a page (`html`) or as data."""
    table, document = opened.edition.names.tables[name], opened.edition.document
    version, pinned = opened.edition.key.version, opened.vintage.is_pinned
    alone = replace(document, parts=(table,))
    if ending == "json":
        return Answer(render_annex(alone), "application/json", version, pinned=pinned)
    if ending == "csv":
        return Answer(render_csv(alone), CSV, version, pinned=pinned)
    ledger = Ledger(alone)
    return _page(
        "part.html", opened, ("tables", name), title=table.caption,
        body=drawn(table_html(table, document.words, opened.marker(ledger))),
        ledger=drawn(ledger.to_json()), addresses=_addresses(opened, "tables", name),
        cited=cite(opened, table.caption), page_words=document.words.page,
    )  # fmt: skip


def show_chart(desk: Desk, asked: Asked) -> Answer:
    """A chart by itself: as the report draws it, and as data."""
    opened = open_report(desk, asked)
    name, ending = split_ending(asked.path["name"], CHART_ENDINGS)
    if name not in opened.edition.names.charts:
        raise absent("chart", asked)
    return draw_chart(opened, name, ending)


def draw_chart(opened: Opened, name: str, ending: str) -> Answer:
    """A chart of a report, by its name, as a page (`html`), as a drawing (`svg`) or as data."""
    chart, document = opened.edition.names.charts[name], opened.edition.document
    version, pinned = opened.edition.key.version, opened.vintage.is_pinned
    alone = replace(document, parts=(chart,))
    if ending == "svg":
        drawing = chart_svg(chart, document.look, document.words.numbers)
        svg = f'<?xml version="1.0" encoding="UTF-8"?>\n{drawing}\n'
        return Answer(svg.encode(), SVG, version, pinned=pinned)
    if ending == "json":
        return json_answer(_chart_record(opened, chart, name), version, pinned=pinned)
    if ending == "csv":
        heads = (document.words.page.entity, *chart_heads(chart, document.words.numbers))
        rows: list[tuple[object, ...]] = [tuple(map(csv_field, heads))]
        for label, figures in chart_rows(chart):
            values = (exact_text(figure.value) or "" for figure in figures)
            rows.append((csv_field(label), *values))
        return csv_answer(rows, version, pinned=pinned)
    ledger = Ledger(alone)
    body = Body(document.words, opened.marker(ledger))
    return _page(
        "part.html", opened, ("charts", name), title=chart.caption,
        body=drawn("\n".join(body.parts((chart,)))), ledger=drawn(ledger.to_json()),
        addresses=_addresses(opened, "charts", name, CHART_ENDINGS),
        cited=cite(opened, chart.caption), page_words=document.words.page,
    )  # fmt: skip


def _chart_record(opened: Opened, chart: Chart, name: str) -> dict[str, Any]:
    names = opened.edition.names
    return {
        "report": report_record(replace(opened.edition.document, parts=(chart,))),
        "name": name,
        "caption": chart.caption,
        "form": chart.form.value,
        "series": [
            {
                "label": series.label,
                "axis": series.axis,
                "points": [
                    {
                        "label": point.label,
                        "text": point.figure.text,
                        "value": exact_text(point.figure.value),
                        "unit": point.figure.unit,
                        "figure": names.of(point.figure),
                    }
                    for point in series.points
                ],
            }
            for series in chart.series
        ],
        "permanent": opened.cited_at("charts", name),
        "cite": cite(opened, chart.caption),
    }
