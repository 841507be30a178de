"""A document as the data that the PDF template lays out: text, places and widths, no markup.

The template (`assets/report.typ`) reads it as JSON, so that a name is never taken for markup.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, assert_never, cast

from yuebao.render._cautions import caution_line
from yuebao.render._cover import CENTRED, RULED, title_size
from yuebao.render._fonts import FAMILY, SERIF_FAMILY
from yuebao.render._heads import head_pieces
from yuebao.render._logo import read_logo
from yuebao.render._pages import (
    LEAST_LINES,
    LEAST_ROWS,
    SHORT,
    SMALLEST,
    PageBlock,
    PageFlow,
    arrange,
)
from yuebao.render._pdf_columns import PrintedColumn, fit_columns
from yuebao.render._spoken import chart_says
from yuebao.render._walk import is_label_column, numbered_caption, one_line, rows_of
from yuebao.render.charts import chart_svg
from yuebao.report.image import ImageKind
from yuebao.report.model import (
    Chart,
    FigureCell,
    Footnote,
    Heading,
    LabelCell,
    Mention,
    Paragraph,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from yuebao.report.model import Cell, Document, DocumentWords, Group, Head, Look, Part, Run

Data = dict[str, object]

_SANS = re.compile("(?i)黑|等线|苹方|圆体|sans|hei|gothic|arial|helvetica")


def pdf_data(document: Document) -> Data:
    """Everything the template needs; strings, numbers, lists and dictionaries only."""
    words, cover = document.words, document.cover
    language, _, region = words.tag.partition("-")
    return {
        "language": language,
        "region": region.lower() or None,
        "east_asian": words.east_asian,
        "look": _look(document.look),
        "words": {
            "contents": words.page.contents,
            "notices": words.page.notices,
            "continued": words.captions.continued,
        },
        "title": one_line(cover.headline),
        "authors": [one_line(cover.institute)] if cover.institute else [],
        "date": [document.date.year, document.date.month, document.date.day],
        "cover": {
            "title": one_line(cover.title),
            "size": title_size(document, RULED if document.look.cover == "ruled" else CENTRED),
            "period": one_line(cover.period),
            "institute": one_line(cover.institute),
            "date": one_line(cover.date),
        },
        "header": one_line(document.header),
        "notices": [one_line(notice) for notice in document.notices],
        "caution": caution_line(document.notices, words),
        "parts": list(_parts(document)),
    }


_PAGE = (297 - 37 - 35) * 72 / 25.4
"""What a page takes, between the margins of `report.typ`."""
_SAFE = 5.0
"""What it is taken to be shorter by, since spaces are reckoned, not laid out."""
_SPACES = {"table": (19.2, 21.6), "chart": (19.2, 21.6)}
_SPACES_OF_HEADINGS = {1: (28.6, 18.5), 2: (24.5, 15.9)}
"""What `report.typ` leaves above and below a part, in points."""
_BETWEEN = {True: 11.4, False: 16.8}
"""What it leaves between paragraphs, where letters are Chinese and where they are not."""
_LINE, _LEADING = 19.1, 10.3
"""From a line of running text to the next, and what of that is between them."""
_CAPTION = 19.0
"""A table's caption with the distance to it."""
_ROW, _PADDING_OF_ROW, _LEAST_PADDING = 1.72, 0.36, 0.26
"""A row, in sizes of its letters; above and below them; and so where a table is set tighter."""
_CHART_CAPTION = 40.0
"""A chart's, with that above it, which is not made smaller."""


def arrange_parts(data: Data, heights: Sequence[Mapping[str, float]]) -> Data:
    """The data with its parts in the order and size that leave the fewest pages empty.

    Args:
        data: As `pdf_data` gives it.
        heights: For each part its `height`, and that of its footnotes, `notes`, in points.
    """
    parts = cast("list[Data]", data["parts"])
    between = _BETWEEN[bool(data["east_asian"])]
    blocks = [
        _parting(part, PageBlock(at, _flow(part, size["height"]), size["height"],
                                 *_spaces(part, between), size["notes"]))
        for at, (part, size) in enumerate(zip(parts, heights, strict=True))
    ]  # fmt: skip
    placed = [parts[block.at] | _set(block, parts[block.at])
              for block in arrange(blocks, _PAGE - _SAFE)]  # fmt: skip
    return data | {"parts": placed}


def _spaces(part: Data, between: float) -> tuple[float, float]:
    if part["kind"] == "heading":
        return _SPACES_OF_HEADINGS[cast("int", part["level"])]
    return _SPACES.get(str(part["kind"]), (between, between))


def _flow(part: Data, height: float) -> PageFlow:
    match part["kind"]:
        case "heading":
            return PageFlow.HEADING
        case "chart":
            return PageFlow.CHART
        case "table":
            return PageFlow.WHOLE if part["short"] and height < _PAGE else PageFlow.LONG
        case _:
            return PageFlow.TEXT


def _parting(part: Data, block: PageBlock) -> PageBlock:
    """The block with what is known of how it may be parted or made smaller."""
    match block.flow:
        case PageFlow.CHART:
            return replace(block, fixed=_CHART_CAPTION, smallest=SMALLEST)
        case PageFlow.LONG:
            row = _ROW * cast("float", part["size"])
            head, rows = row * (cast("int", part["depth"]) + 0.5), row * LEAST_ROWS
            return replace(block, unit=row, least=_CAPTION + head + rows, last=rows, again=head,
                           smallest=1 - _spare(part) / block.height)  # fmt: skip
        case PageFlow.WHOLE:
            return replace(block, smallest=1 - _spare(part) / block.height)
        case PageFlow.TEXT:
            least = LEAST_LINES * _LINE - _LEADING
            return replace(block, unit=_LINE, lead=_LEADING, least=least, last=least)
        case _:
            return block


def _spare(part: Data) -> float:
    """How much less high a table is where it is set as tight as can be."""
    return 2 * (_PADDING_OF_ROW - _LEAST_PADDING) * cast("float", part["size"]) * _lines(part)


def _lines(part: Data) -> int:
    """The rows of a table, with its heads and bands."""
    groups = cast("list[dict[str, list[object]]]", part["groups"])
    rows = sum(len(group["rows"]) + bool(group["label"]) for group in groups)
    return rows + cast("int", part["depth"])


def _set(block: PageBlock, part: Data) -> Data:
    """How a part is drawn as it was placed, and its page, the first of the report being 1."""
    placed: Data = {
        "turned": block.turned, "page": block.page, "whole": block.flow is PageFlow.WHOLE,
    }  # fmt: skip
    if part["kind"] != "table":
        return placed | {"scale": block.scale}
    less = (1 / block.scale - 1) * block.height / (2 * cast("float", part["size"]) * _lines(part))
    return placed | {"padding": round(_PADDING_OF_ROW - less, 4)}


def _look(look: Look) -> Data:
    """The house style's colours and logo, and of the fonts we have those of the kind it names."""
    return {
        "heading": _family(look.heading_font),
        "body": _family(look.body_font),
        "accent": look.accent,
        "cover": look.cover,
        "logo": list(look.logo),
        "format": (read_logo(look.logo).kind if look.logo else ImageKind.SVG).value,
    }


def _family(name: str) -> str:
    return FAMILY if _SANS.search(name) else SERIF_FAMILY


def _parts(document: Document) -> Iterator[Data]:
    """The parts in order; items that follow one another are one list."""
    noted: set[int] = set()
    for listed, run in groupby(
        document.parts, lambda part: isinstance(part, Paragraph) and part.item
    ):
        if listed:
            items = [_text(part, noted) for part in run if isinstance(part, Paragraph)]
            yield {"kind": "list", "items": items}
        else:
            yield from (_part(part, document, noted) for part in run)


def _part(part: Part, document: Document, noted: set[int]) -> Data:
    words = document.words
    match part:
        case Heading():
            return {"kind": "heading", "level": part.level, "text": one_line(part.text)}
        case Paragraph():
            return {"kind": "paragraph", **_text(part, noted)}
        case Table():
            return _table(part, words)
        case Chart():
            return {
                "kind": "chart",
                "caption": numbered_caption(part, words),
                "alt": _spoken(part, words),
                "svg": chart_svg(part, document.look, document.words.numbers),
            }
        case _:
            assert_never(part)


def _text(paragraph: Paragraph, noted: set[int]) -> Data:
    """A paragraph's lead and runs; `noted` collects the footnotes that have been given."""
    runs = [_run(run, noted) for run in paragraph.runs]
    return {"lead": one_line(paragraph.lead), "runs": runs}


def _run(run: Run, noted: set[int]) -> str | Data:
    match run:
        case Mention():
            return one_line(run.text)
        case Footnote():
            first = run.number not in noted
            noted.add(run.number)
            return {"number": run.number, "text": one_line(run.text), "first": first}
        case _:
            return one_line(run)


def _spoken(chart: Chart, words: DocumentWords) -> str:
    """The chart for those who hear it: what it shows, and each series with its points."""
    series = "; ".join(
        f"{one.label}: " + ", ".join(f"{p.label} {p.figure.text}" for p in one.points)
        for one in chart.series
    )
    return one_line(f"{chart_says(chart, words)}. {series}")


def _table(table: Table, words: DocumentWords) -> Data:
    depth = table.head_rows()
    columns = [
        PrintedColumn(
            head=path,
            body=tuple(_cell_text(row.cells[at]) for row in rows_of(table)),
            label=is_label_column(table, at),
            start=at > 0 and at in {x for head, x, _ in _placed(table.heads) if head.children},
        )
        for at, path in enumerate(_paths(table.heads))
    ]
    size, widths = fit_columns(columns)
    return {
        "kind": "table",
        "number": table.number,
        "caption": numbered_caption(table, words),
        "short": sum(1 for _ in rows_of(table)) <= SHORT,
        "size": size,
        "depth": depth,
        "columns": [
            {"width": width, "label": column.label, "start": column.start}
            for column, width in zip(columns, widths, strict=True)
        ],
        "heads": [
            {
                "x": x,
                "y": y,
                "colspan": head.leaves(),
                "rowspan": 1 if head.children else depth - y,
                "spans": bool(head.children),
                "pieces": head_pieces(one_line(head.text)),
            }
            for head, x, y in _placed(table.heads)
        ],
        "groups": [_group(group) for group in table.groups],
        "notes": [one_line(note) for note in table.notes],
    }


def _placed(heads: Iterable[Head], x: int = 0, y: int = 0) -> Iterator[tuple[Head, int, int]]:
    """Each head with its first column and its row, those below a head after it."""
    for head in heads:
        yield head, x, y
        yield from _placed(head.children, x, y + 1)
        x += head.leaves()


def _paths(heads: Iterable[Head]) -> Iterator[tuple[str, ...]]:
    """For each column the text of its own head last, after those it shares with others."""
    for head in heads:
        if head.children:
            yield from _paths(head.children)
        else:
            yield (one_line(head.text),)


def _group(group: Group) -> Data:
    rows = [[_cell_text(cell) for cell in row.cells] for row in group.rows]
    return {"label": one_line(group.label), "rows": rows}


def _cell_text(cell: Cell) -> str:
    match cell:
        case LabelCell():
            return one_line(cell.key.label)
        case FigureCell():
            return one_line(cell.figure.text)
        case _:
            return ""
