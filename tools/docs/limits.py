"""The page of limits: each from the constant that sets it, so that it is true."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from tools.docs.markdown import code, page, table

if TYPE_CHECKING:
    from collections.abc import Callable


def _bytes(value: int) -> str:
    return f"{value >> 20:,} MB"


def _count(value: int) -> str:
    return f"{value:,}"


def _letters(value: int) -> str:
    return f"{value:,} letters"


def _seconds(value: float) -> str:
    return f"{value:,g} s"


Limit = tuple[str, str, str, "Callable[[int], str]", str]

_LOADING: tuple[Limit, ...] = (
    ("A line of a text file", "yuebao.sources.files.text", "MAX_LINE", _bytes,
     "No table has one: ask for the file again."),
    ("What a workbook unpacks to", "yuebao.sources.files.workbook", "MAX_UNPACKED", _bytes,
     "Save its sheets as workbooks of their own, or as CSV, which has no such limit."),
    ("Cells that a workbook's sheets span", "yuebao.sources.files.workbook", "MAX_CELLS", _count,
     "Copy the table alone into a new sheet, or save it as CSV."),
    ("Columns of a table", "yuebao.sources.files.workbook", "MAX_COLUMNS", _count,
     "The same."),
    ("A saved page", "yuebao.sources.files.page", "MAX_PAGE", _bytes, "Save its table as CSV."),
    ("A number", "yuebao.sources._numbers", "LARGEST", _count, "No trade is as large."),
    ("How long a load waits for another", "yuebao.store._store", "LOCK_SECONDS", _seconds,
     "Load again once the other has ended."),
)  # fmt: skip
_AUDITING: tuple[Limit, ...] = (
    ("A document", "yuebao.auditing.reading.files", "MAX_BYTES", _bytes,
     "Give the report alone, without its pictures."),
    ("A part of a Word file or workbook, unpacked", "yuebao.auditing.reading.package", "MAX_PART",
     _bytes, "The same."),
    ("All its parts", "yuebao.auditing.reading.package", "MAX_WHOLE", _bytes, "The same."),
    ("Its parts", "yuebao.auditing.reading.package", "MAX_PARTS", _count, "The same."),
    ("Columns of a sheet", "yuebao.auditing.reading.xlsx", "MAX_COLUMNS", _count,
     "Take away what is no table of the report."),
    ("Pages of a PDF", "yuebao.auditing.reading.pdf", "MAX_PAGES", _count, "Give a part of them."),
    ("Letters of a PDF", "yuebao.auditing.reading.pdf", "MAX_LETTERS", _count,
     "Give a part of its pages."),
    ("Letters of one of its pages", "yuebao.auditing.reading.pdf", "MAX_PAGE_LETTERS", _count,
     "The same."),
    ("Lines, pictures and texts that it draws", "yuebao.auditing.reading.pdf", "MAX_DRAWN", _count,
     "The same."),
    ("Numbers in sentences, times tables", "yuebao.auditing.reconciliation.scopes", "MOST_PAIRS",
     _count, "Of more, sentences are held against the first tables alone: give a part."),
    ("Letters of a paragraph of prose", "yuebao.auditing.prose.read", "LONGEST", _count,
     "A longer one is not read: its numbers count as unread."),
)  # fmt: skip

_SERVING: tuple[Limit, ...] = (
    ("The body of a request", "yuebao.web.settings", "MAX_BODY", _bytes, "Send less at once."),
    ("A lot of files sent", "yuebao.web.settings", "MAX_UPLOAD", _bytes,
     "Send fewer, or load them with yuebao ingest."),
    ("Its files", "yuebao.web.posting", "MAX_FILES", _count, "The same."),
    ("How long they may take to arrive", "yuebao.web.settings", "UPLOAD_SECONDS", _seconds,
     "The same."),
    ("Lots of files that wait to be confirmed", "yuebao.web.staging", "MOST_WAITING", _count,
     "Confirm or refuse some."),
    ("How long they wait", "yuebao.web.staging", "WAITING_SECONDS", _seconds, "Send them again."),
    ("How long the head of a request may take", "yuebao.web.settings", "MAX_SECONDS", _seconds,
     "The connection is ended: ask again."),
    ("How long a reader may take to receive an answer", "yuebao.web.settings", "UPLOAD_SECONDS",
     _seconds, "The same."),
    ("The query of an address", "yuebao.web.settings", "MAX_QUERY", _letters, "Ask for less."),
    ("Rows of a page or an answer", "yuebao.web.settings", "MAX_ROWS", _count,
     "Follow the address of the next ones."),
    ("How long an answer may take", "yuebao.web.settings", "MAX_SECONDS", _seconds,
     "Ask again in a while, or for less."),
    ("Answers made at once", "yuebao.web.app", "THREADS", _count, "Others wait for their turn."),
)  # fmt: skip


def limits_page() -> str:
    """What is refused for its size, and what to do then."""
    load_memory = import_module("yuebao.store._store").LOAD_MEMORY
    return page(
        "Limits",
        "What is larger is refused before it costs anything, with its size and the way out. No "
        "limit can be reached by what customs publish or an institute writes. They are constants "
        "of the modules named; who must have another changes it there.",
        "## Loading",
        _table(_LOADING),
        f"A load holds {load_memory} of facts in memory, whatever its size; the rest waits in the "
        "folder of temporary files, which needs room for the facts of the load.",
        "## Auditing",
        _table(_AUDITING),
        "## Serving",
        _table(_SERVING),
    )


def _table(limits: tuple[Limit, ...]) -> str:
    return table(
        ["What", "At most", "Where it is set", "What to do"],
        [
            (what, shown(getattr(import_module(module), name)), code(f"{module}.{name}"), remedy)
            for what, module, name, shown, remedy in limits
        ],
    )
