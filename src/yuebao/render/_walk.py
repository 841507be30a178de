"""What several renderers read out of a document: captions, labels, figures, plain lines."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from yuebao.domain import UserError
from yuebao.report.model import (
    Chart,
    EmptyCell,
    FigureCell,
    Footnote,
    Heading,
    Highlight,
    Indicator,
    LabelCell,
    Mention,
    Paragraph,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yuebao.report.model import (
        Document,
        DocumentWords,
        Figure,
        Head,
        Key,
        NumberMarks,
        Part,
        Row,
        Series,
    )

# Control characters and line separators: a name that carries one must not start a new line.
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def one_line(text: str) -> str:
    """The text on one line: each run of control characters becomes a space."""
    return _BREAKS.sub(" ", text)


def numbered_caption(part: Table | Chart, words: DocumentWords) -> str:
    """The caption with its number: `表1：…`, `Figure 2: …`."""
    before, after = around_number(part, words)
    return f"{before}{part.number}{after}"


def around_number(part: Table | Chart, words: DocumentWords) -> tuple[str, str]:
    """What stands before the number of a table or chart, and after it."""
    captions, caption = words.captions, one_line(part.caption)
    pattern = captions.table if isinstance(part, Table) else captions.chart
    before, _, after = pattern.partition("{number}")
    return before.format(caption=caption), after.format(caption=caption)


def reason_text(figure: Figure, words: DocumentWords) -> str | None:
    """Why a figure has no number; None where it has one."""
    if figure.reason is None:
        return None
    return words.names.reason(figure.reason, yearly=figure.window.yearly)


def in_brackets(text: str, aside: str) -> str:
    """A text with another in brackets after it: as wide as its letters are."""
    wide = any(east_asian_width(letter) in "WF" for letter in text)
    return f"{text}（{aside}）" if wide else f"{text} ({aside})"


def fact_unit(unit: str, document: Document) -> str:
    """A unit of the facts as the report's readers call it, where its office has a name for it."""
    with suppress(UserError):
        return document.office.units.name(unit, document.words.names_in)
    return unit


def unit_text(figure: Figure, marks: NumberMarks) -> str:
    """A figure's unit as readers know it."""
    return marks.points if figure.indicator is Indicator.CONTRIBUTION else figure.unit


def series_head(series: Series, marks: NumberMarks) -> str:
    """The series' name, with the unit of its figures where the name does not tell it."""
    label = one_line(series.label)
    units = (one_line(unit_text(point.figure, marks)) for point in series.points)
    unit = next(filter(None, units), "")
    if not unit or unit in label:
        return label
    return in_brackets(label, unit)


def chart_heads(chart: Chart, marks: NumberMarks) -> list[str]:
    """For each series, the head of its column in the chart's data table."""
    if len(chart.series) == 1:
        return [one_line(chart.series[0].axis)]
    return [series_head(series, marks) for series in chart.series]


def chart_rows(chart: Chart) -> list[tuple[str, list[Figure]]]:
    """The rows of the chart's data table: a label, and a figure of each series."""
    return [
        (label, [series.points[place].figure for series in chart.series])
        for place, label in enumerate(chart.labels())
    ]


def column_paths(heads: tuple[Head, ...]) -> list[tuple[str, ...]]:
    """For each column, the texts of the heads above it, from the top; empty ones left out."""
    paths: list[tuple[str, ...]] = []
    for head in heads:
        own = (one_line(head.text),) if head.text else ()
        below = column_paths(head.children) if head.children else [()]
        paths.extend(own + path for path in below)
    return paths


def highlights_of(document: Document) -> tuple[str, list[tuple[Highlight, str]]]:
    """The title of the lines that matter most, and each with its text; none where there are none.

    For formats that have no running text.
    """
    title, lines = "", list[tuple[Highlight, str]]()
    for part in document.parts:
        if isinstance(part, Heading) and not lines:
            title = one_line(part.text)
        elif isinstance(part, Paragraph):
            told = [said for said in part.says if isinstance(said, Highlight)]
            lines += [(said, plain_text(part)) for said in told]
    return title, lines


def plain_text(paragraph: Paragraph) -> str:
    """A paragraph's text, without the marks of footnotes."""
    runs = (run.text if isinstance(run, Mention) else run for run in paragraph.runs)
    return one_line("".join(run for run in runs if isinstance(run, str)))


def rows_of(table: Table) -> Iterator[Row]:
    """Its rows, through all groups."""
    return (row for group in table.groups for row in group.rows)


def labelled_figures(table: Table) -> Iterator[tuple[Key, FigureCell]]:
    """Each figure cell with the printed label it stands beside."""
    return ((key, cell) for _, key, cell in table.cells())


def is_label_column(table: Table, column: int) -> bool:
    """Whether the column names entities, by its first cell that is not empty."""
    for row in rows_of(table):
        cell = row.cells[column]
        if not isinstance(cell, EmptyCell):
            return isinstance(cell, LabelCell)
    return False


def figures_of(part: Part) -> Iterator[Figure]:
    """Every figure a part prints, in reading order."""
    match part:
        case Paragraph():
            yield from (run.figure for run in part.runs if isinstance(run, Mention))
        case Table():
            yield from (cell.figure for _, cell in labelled_figures(part))
        case Chart():
            yield from (point.figure for series in part.series for point in series.points)


def all_figures(document: Document) -> tuple[Figure, ...]:
    """Every different figure of the document, in the order first printed."""
    return tuple(dict.fromkeys(f for part in document.parts for f in figures_of(part)))


def with_footnotes(parts: Iterable[Part]) -> Iterator[Part | Footnote]:
    """The parts, and after the last of each section the footnotes it is the first to mention."""
    pending: dict[int, Footnote] = {}
    placed: set[int] = set()
    for part in parts:
        if isinstance(part, Heading):
            yield from pending.values()
            placed |= pending.keys()
            pending = {}
        yield part
        if isinstance(part, Paragraph):
            marks = (run for run in part.runs if isinstance(run, Footnote))
            pending |= {mark.number: mark for mark in marks if mark.number not in placed}
    yield from pending.values()


def releases_of(figure: Figure) -> list[str]:
    """The release dates of everything the figure was computed from, ascending."""
    return sorted({day.isoformat() for level in figure.ingredients for day in level.releases})


def source_names(document: Document) -> dict[str, str]:
    """The name of each file the document's figures came from, by hash; empty where not known."""
    known = {source.sha256: source.name for source in document.sources}
    levels = (i for part in document.parts for f in figures_of(part) for i in f.ingredients)
    held = {level.sources for level in levels}  # files are few: thousands of levels share them
    hashes = {sha256 for sources in held for sha256 in sources}
    return {sha256: known.get(sha256, "") for sha256 in sorted(hashes)}


def sources_of(figure: Figure) -> list[str]:
    """The SHA-256 of every file the figure was computed from, ascending."""
    return sorted({source for level in figure.ingredients for source in level.sources})
