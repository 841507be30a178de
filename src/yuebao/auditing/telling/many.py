"""What audits of many documents found: a table for people, a record for programs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.auditing.telling.present import audit_record, to_text
from yuebao.auditing.telling.understood import percent_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yuebao.auditing.findings.finding import Audit
    from yuebao.domain import YuebaoError

_WORDS = {
    "zh": {
        "heads": ("文件", "数字", "读懂", "问题"),
        "error": "未能读取：{}",
        "sum": "{documents}个文件：{found}处问题，{failed}个文件未能读取。",
    },
    "en": {
        "heads": ("document", "numbers", "read", "findings"),
        "error": "not read: {}",
        "sum": "Documents: {documents}. Findings: {found}. Not read: {failed}.",
    },
}


@dataclass(frozen=True, slots=True)
class Audited:
    """A document among many: its name in the folder, and its audit or why there is none."""

    name: str
    audit: Audit | None = None
    error: YuebaoError | None = None


def many_text(audited: Sequence[Audited], language: str | None = None) -> str:
    """A line a document and a line of sums, then what was found or not understood in each."""
    known = [one.audit for one in audited if one.audit is not None]
    lang = language or (known[0].language if known else "en")
    details = [
        to_text(audit, language) for audit in known if audit.findings or audit.coverage.unread
    ]
    return "\n".join(["\n".join(_table(audited, lang)) + "\n", *details])


def _table(audited: Sequence[Audited], language: str) -> Iterator[str]:
    words = _WORDS[language]
    heads = words["heads"]
    width = max(_columns(text) for text in (heads[0], *(one.name for one in audited)))
    widths = [max(8, _columns(head)) for head in heads[1:]]
    yield _line(heads[0], width, heads[1:], widths)
    for one in audited:
        if one.audit is None:
            said = str(one.error).removeprefix(f"{getattr(one.error, 'file', '')}: ")
            yield f"{_padded(one.name, width)}  {str(words['error']).format(said)}"
            continue
        coverage = one.audit.coverage
        cells = (f"{coverage.facts():,}", percent_text(coverage), f"{len(one.audit.findings):,}")
        yield _line(one.name, width, cells, widths)
    yield str(words["sum"]).format(**_sums(audited))


def _line(name: str, width: int, cells: Sequence[str], widths: Sequence[int]) -> str:
    right = (" " * (size - _columns(cell)) + cell for cell, size in zip(cells, widths, strict=True))
    return "  ".join([_padded(name, width), *right])


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _columns(text))


def _columns(text: str) -> int:
    """How wide a text is on a terminal, on which Chinese letters take two columns."""
    return sum(2 if "\u2e80" <= letter <= "\uffef" else 1 for letter in text)


def _sums(audited: Sequence[Audited]) -> dict[str, int]:
    return {
        "documents": len(audited),
        "found": sum(len(one.audit.findings) for one in audited if one.audit is not None),
        "failed": sum(one.audit is None for one in audited),
    }


def many_json(
    audited: Sequence[Audited], errors: Sequence[Mapping[str, object]], language: str | None = None
) -> str:
    """The record of each document, or its refusal, and the sums.

    Args:
        audited: The documents.
        errors: The refusals as JSON has them, in their order.
        language: The language of the findings; by default each document's.
    """
    refused = iter(errors)
    documents = [
        {**audit_record(one.audit, language), "document": one.name}
        if one.audit is not None
        else {"document": one.name, **next(refused)}
        for one in audited
    ]
    record = {"documents": documents, "summary": _sums(audited)}
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"
