"""Markdown in GitHub's dialect: headings, paragraphs, pipe tables, footnotes.

Blocks are separated by one blank line. A pipe table has one head row, so heads over several
columns are joined to each of theirs (`2月当月 绝对值`), and a group's line is a row with the label
in its first cell. Charts are given as their points. All text is escaped: a name that carries
markup reads as written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yuebao.render._walk import (
    chart_heads,
    chart_rows,
    column_paths,
    is_label_column,
    numbered_caption,
    one_line,
    with_footnotes,
)
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
    from collections.abc import Iterable, Iterator

    from yuebao.report.model import Cell, Cover, Document, DocumentWords, Part, Run

_MARKUP = re.compile(r"[\\`*_\[\]#|$~]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ENTITY = re.compile("[&<>]")
# Addresses that GitHub turns into links though nothing marks them.
_AUTOLINK = re.compile(r"(?i):(?=//)|(?<=www)\.|@")
_BLOCK_START = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")
_LEAD = re.compile(r"(.*?)([\W_]*)")


def render_markdown(document: Document) -> bytes:
    """Draw the document as Markdown."""
    blocks = [*_cover(document.cover), *(f"> {_line(text)}" for text in document.notices)]
    for part in with_footnotes(document.parts):
        blocks.extend(_part(part, document.words))
    return ("\n\n".join(blocks) + "\n").encode()


def _escape(text: str) -> str:
    """Text as Markdown that reads the same, anywhere but at the start of a line."""
    escaped = _MARKUP.sub(r"\\\g<0>", one_line(text))
    escaped = _ENTITY.sub(lambda match: _ENTITIES[match[0]], escaped)
    return _AUTOLINK.sub(r"\\\g<0>", escaped)


def _shield(line: str) -> str:
    """Keep an escaped line from opening a list, a rule or a heading."""
    match = _BLOCK_START.match(line)
    if match is None:
        return line
    mark = f"{match[2]}\\" if match[2].isdigit() else f"\\{match[2]}"
    return match[1] + mark + line[match.end() :]


def _line(text: str) -> str:
    return _shield(_escape(text))


def _cover(cover: Cover) -> Iterator[str]:
    yield f"# {_escape(cover.title)}"
    yield from (_line(text) for text in (cover.period, cover.institute, cover.date) if text)


def _part(part: Part | Footnote, words: DocumentWords) -> Iterator[str]:
    match part:
        case Footnote():
            yield f"[^{part.number}]: {_escape(part.text)}"
        case Heading():
            # The title is the only heading of the first level.
            yield f"{'#' * (part.level + 1)} {_escape(part.text)}"
        case Paragraph():
            yield _paragraph(part)
        case Table():
            yield _line(numbered_caption(part, words))
            yield _table(part)
            yield from (_line(note) for note in part.notes)
        case Chart():
            yield _points(part, words)
            yield _line(numbered_caption(part, words))


def _paragraph(paragraph: Paragraph) -> str:
    text = "".join(_run(run) for run in paragraph.runs)
    lead = _bold(paragraph.lead)
    return ("- " if paragraph.item else "") + (lead + text if lead else _shield(text))


def _run(run: Run) -> str:
    match run:
        case Mention():
            return _escape(run.text)
        case Footnote():
            return f"[^{run.number}]"
        case _:
            return _escape(run)


def _bold(lead: str) -> str:
    """The lead in bold, its closing punctuation outside.

    Two asterisks between punctuation and a Chinese character do not close: `**变化：**出口` would
    print its asterisks.
    """
    match = _LEAD.fullmatch(one_line(lead))
    words, rest = match.groups() if match else (lead, "")
    return f"**{_escape(words)}**{_escape(rest)}" if words else _escape(rest)


def _table(table: Table) -> str:
    paths = column_paths(table.heads)
    marks = ["---" if is_label_column(table, column) else "---:" for column in range(len(paths))]
    lines = [_pipes(_escape(" ".join(path)) for path in paths), _pipes(marks)]
    for group in table.groups:
        if group.label:
            lines.append(_pipes([_escape(group.label), *[""] * (len(paths) - 1)]))
        lines.extend(_pipes(map(_cell, row.cells)) for row in group.rows)
    return "\n".join(lines)


def _cell(cell: Cell) -> str:
    match cell:
        case LabelCell():
            return _escape(cell.key.label)
        case FigureCell():
            return _escape(cell.figure.text)
        case _:
            return ""


def _points(chart: Chart, words: DocumentWords) -> str:
    heads = chart_heads(chart, words.numbers)
    lines = [_pipes(["", *map(_escape, heads)]), _pipes(["---", *["---:"] * len(heads)])]
    lines.extend(
        _pipes([_escape(label), *(_escape(figure.text) for figure in figures)])
        for label, figures in chart_rows(chart)
    )
    return "\n".join(lines)


def _pipes(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
