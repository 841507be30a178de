"""The page of limits: each from the table that sets it, so that it is true."""

from __future__ import annotations

from tools.docs.markdown import code, page, table

from yuebao.domain.limits import LIMITS, VARIABLE, Limit, Measured

Told = tuple[str, str, str]

_LOADING: tuple[Told, ...] = (
    ("A line of a text file", "line", "No table has one: ask for the file again."),
    ("What a workbook unpacks to", "unpacked",
     "Save its sheets as workbooks of their own, or as CSV, which has no such limit."),
    ("Cells that a workbook's sheets span", "sheet-cells",
     "Copy the table alone into a new sheet, or save it as CSV."),
    ("Columns of a table, here and in an audit", "columns", "The same."),
    ("A saved page", "page", "Save its table as CSV."),
    ("How long a load waits for another", "load-wait", "Load again once the other has ended."),
    ("Facts held in memory by a load", "load-memory",
     "Nothing: the rest waits in the folder of temporary files, which needs room for it."),
)  # fmt: skip
_AUDITING: tuple[Told, ...] = (
    ("A document", "document", "Give the report alone, without its pictures."),
    ("Its letters", "document-letters", "Give a part of it."),
    ("The cells of its tables", "document-cells", "The same."),
    ("Its paragraphs", "document-paragraphs", "The same."),
    ("A paragraph or cell", "paragraph", "The same."),
    ("Numbers and stops of its sentences, and paragraphs", "prose-parts",
     "Those behind are not read: their numbers count as unread, and the audit says so first."),
    ("A paragraph that is read for prose", "prose",
     "A longer one is not read: its numbers count as unread."),
    ("Numbers of sentences, where undated paragraphs are tried as of the months before",
     "undated", "In one with more they are of their heading's months."),
    ("A part of a Word file or workbook, unpacked", "part",
     "Give the report alone, without its pictures."),
    ("All its parts that are read", "parts-read", "The same."),
    ("All its parts, where it is marked", "parts-whole", "The same."),
    ("How many they are", "parts", "The same."),
    ("Pages of a PDF", "pdf-pages", "Give a part of them."),
    ("Letters of a PDF", "pdf-letters", "Give a part of its pages."),
    ("Letters of one of its pages", "pdf-page-letters", "The same."),
    ("Lines, pictures and texts that it draws", "pdf-drawn", "The same."),
    ("Numbers in sentences, times tables", "pairs",
     "Of more, sentences are held against the first tables alone: give a part."),
)  # fmt: skip
_SERVING: tuple[Told, ...] = (
    ("The body of a request", "body", "Send less at once."),
    ("A lot of files sent", "upload", "Send fewer, or load them with yuebao ingest."),
    ("Its files", "upload-files", "The same."),
    ("How long they may take to arrive, and an answer to be received", "upload-wait", "The same."),
    ("Lots of files that wait to be confirmed", "lots", "Confirm or refuse some."),
    ("How long they wait", "lot-wait", "Send them again."),
    ("How long an answer may take, and the head of a request", "answer-wait",
     "Ask again in a while, or for less."),
    ("The query of an address", "query", "Ask for less."),
    ("Rows of a page or an answer", "rows", "Follow the address of the next ones."),
    ("Answers made at once", "answers", "Others wait for their turn."),
)  # fmt: skip


def limits_page() -> str:
    """What is refused for its size, what to do then, and how to have another limit."""
    return page(
        "Limits",
        "What is larger is refused before it costs much, with its size and the way out. No limit "
        "can be reached by what customs publish or an institute writes. Whoever must have another, "
        f"and has the memory and the time for it, names it in the variable {code(VARIABLE)}, bytes "
        "in KB, MB or GB:",
        f'```sh\n{VARIABLE}="pdf-pages=2000 document=200MB" yuebao audit yearbook.pdf\n```',
        "## Loading",
        _table(_LOADING),
        "No number of a table may be 100,000,000,000,000,000 or more: no trade is as large.",
        "## Auditing",
        _table(_AUDITING),
        "## Serving",
        _table(_SERVING),
    )


def _table(limits: tuple[Told, ...]) -> str:
    return table(
        ["What", "At most", "Name", "What to do"],
        [(what, _shown(LIMITS[name]), code(name), remedy) for what, name, remedy in limits],
    )


def _shown(limit: Limit) -> str:
    match limit.of:
        case Measured.BYTES:
            return f"{limit.usual >> 20:,} MB"
        case Measured.SECONDS:
            return f"{limit.usual:,} s"
        case Measured.LETTERS:
            return f"{limit.usual:,} letters"
        case _:
            return f"{limit.usual:,}"
