"""One module a format; each draws a document and adds nothing to it.

A renderer is a pure function from a document to bytes: it reads no clock, no file but its own
assets and no number but the document's, so the same document gives the same bytes. `FORMATS` is
the list of them; a new format is one module and one line here.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from yuebao.domain import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from yuebao.report.model import Document


@dataclass(frozen=True, slots=True)
class Format:
    """One form a report can be had in.

    Attributes:
        name: What the command line calls it.
        extension: The file name's ending, without the dot.
        media_type: What a web server calls it.
        about: What it is for, as one clause.
        function: Where its renderer is, as `module:function`; imported when first needed, since
            some pull in heavy libraries.
    """

    name: str
    extension: str
    media_type: str
    about: str
    function: str

    def render(self, document: Document) -> bytes:
        """Draw the document in this format."""
        module, _, function = self.function.partition(":")
        renderer = getattr(import_module(module), function)
        return cast("Callable[[Document], bytes]", renderer)(document)


FORMATS: tuple[Format, ...] = (
    Format(
        "md",
        "md",
        "text/markdown; charset=utf-8",
        "Markdown, to read, mail and compare",
        "yuebao.render.markdown:render_markdown",
    ),
    Format(
        "html",
        "html",
        "text/html; charset=utf-8",
        "one page that works offline: charts, and behind every number where it came from",
        "yuebao.render.html:render_html",
    ),
    Format(
        "pdf",
        "pdf",
        "application/pdf",
        "PDF to print, send and archive: A4, tagged PDF/A with its fonts inside",
        "yuebao.render.pdf:render_pdf",
    ),
    Format(
        "docx",
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "a Word file to sign: native tables and footnotes, charts that can be edited",
        "yuebao.render.docx:render_docx",
    ),
    Format(
        "xlsx",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "an Excel workbook: one sheet a table with live numbers, all numbers as data, charts",
        "yuebao.render.xlsx:render_xlsx",
    ),
    Format(
        "json",
        "json",
        "application/json",
        "the data annex: every table cell with its exact value and what it was computed from",
        "yuebao.render.annex:render_annex",
    ),
    Format(
        "csv",
        "csv",
        "text/csv; charset=utf-8",
        "the data annex as a table, one cell a row, for spreadsheets and statistics packages",
        "yuebao.render.annex:render_csv",
    ),
)
"""Every format there is, in the order they are listed to the user."""


def find_format(name: str) -> Format:
    """The format of that name.

    Raises:
        UserError: There is none.
    """
    for known in FORMATS:
        if known.name == name:
            return known
    from difflib import get_close_matches  # a millisecond, and only a slip needs it

    names = [known.name for known in FORMATS]
    near = get_close_matches(name.lower(), names, 1)
    meant = f"Did you mean {near[0]!r}? " if near else ""
    raise UserError(
        f"{name!r} is not a format", remedy=f"{meant}The formats are {', '.join(names)}."
    )


def render(document: Document, name: str) -> bytes:
    """Draw the document in the format of that name.

    Raises:
        UserError: There is no such format.
    """
    return find_format(name).render(document)


__all__ = ["FORMATS", "Format", "find_format", "render"]
