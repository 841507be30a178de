"""A report that somebody wrote, held against itself and against a store.

The audit is imported by the functions that need it: half a second that help does not wait for.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.domain import UserError
from yuebao.publish.writing import write_files

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.auditing import Audit
    from yuebao.report import Adjustments
    from yuebao.store import Store


class AuditForm(StrEnum):
    """How findings can be written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    HTML = "html"
    DOCX = "docx"


class Verdict(IntEnum):
    """What an audit comes to, as the status that a command ends with."""

    CLEAN = 0
    FOUND = 1
    """Something cannot be true."""
    UNREADABLE = 3
    """A document of several cannot be read."""
    NOT_UNDERSTOOD = 4
    """Nothing was found, but less was understood than was asked for."""


@dataclass(frozen=True, slots=True)
class AuditRequest:
    """A report to be audited.

    Attributes:
        file: The report.
        store: Facts to compare with; without them the report is held against itself.
        against: Other issues of the same series.
        baseline: The JSON of an earlier audit: what it found is accepted.
        adjust: What stood between the store and the report, as it was built with.
    """

    file: Path
    store: Store | None = None
    against: tuple[Path, ...] = ()
    baseline: Path | None = None
    adjust: Adjustments | None = None


def audit_file(request: AuditRequest) -> Audit:
    """Audit a report.

    Raises:
        SourceError: A file cannot be read.
        UserError: The baseline is none.
    """
    from yuebao.auditing import audit
    from yuebao.auditing.telling.present import read_baseline, without_known

    result = audit(request.file, request.store, against=request.against, adjust=request.adjust)
    if request.baseline is not None:
        result = without_known(result, read_baseline(request.baseline))
    return result


def verdict(result: Audit, least: Fraction | None = None) -> Verdict:
    """What an audit comes to.

    Args:
        result: What was found.
        least: How many of a hundred numbers must be understood.
    """
    if result.findings:
        return Verdict.FOUND
    enough = least is None or result.coverage.reaches(least)
    return Verdict.CLEAN if enough else Verdict.NOT_UNDERSTOOD


def present_audit(result: Audit, file: Path, form: AuditForm, language: str | None = None) -> bytes:
    """Write what an audit found, in UTF-8; as docx, a copy of the report with it as comments.

    Args:
        result: What was found.
        file: The report.
        form: How it is written.
        language: The language of the findings; by default the report's.
    """
    from yuebao.auditing.telling.mark_docx import mark_docx
    from yuebao.auditing.telling.page import to_html
    from yuebao.auditing.telling.present import to_json, to_text
    from yuebao.auditing.telling.sarif import to_sarif

    if form is AuditForm.DOCX:
        return mark_docx(file.read_bytes(), result, language)
    tell = {
        AuditForm.TEXT: to_text,
        AuditForm.JSON: to_json,
        AuditForm.SARIF: to_sarif,
        AuditForm.HTML: to_html,
    }[form]
    return tell(result, language).encode()


def findings_record(result: Audit, language: str | None = None) -> dict[str, object]:
    """What an audit found, as JSON has it; in a language, by default the report's."""
    from yuebao.auditing.telling.present import audit_record

    return audit_record(result, language)


def findings_style() -> str:
    """The style sheet that `findings_body` is made for."""
    from yuebao.auditing.telling.page import STYLE

    return STYLE


def findings_body(result: Audit, language: str) -> str:
    """What an audit found, as HTML for a page: a list, and the document with each in its place."""
    from yuebao.auditing.telling.page import body_html

    return body_html(result, language)


def parse_percentage(text: str) -> Fraction:
    """A percentage from 0 to 100, with or without its sign.

    Raises:
        UserError: It is none.
    """
    try:
        share = Fraction(text.strip().removesuffix("%"))
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if not 0 <= share <= 100:
        raise UserError(f"{text!r} is no percentage from 0 to 100", remedy="Write it as 95.")
    return share


@dataclass(frozen=True, slots=True)
class Presented:
    """What an audit found, written: the bytes, how many findings, and what it comes to."""

    content: bytes
    found: int
    verdict: Verdict


def present_file(
    request: AuditRequest,
    form: AuditForm,
    language: str | None = None,
    least: Fraction | None = None,
) -> Presented:
    """Audit a report, and write what was found; arguments as of its parts.

    Raises:
        SourceError: A file cannot be read.
        UserError: The baseline is none.
    """
    result = audit_file(request)
    content = present_audit(result, request.file, form, language)
    return Presented(content, len(result.findings), verdict(result, least))


def write_audit(out: Path, content: bytes) -> None:
    """Write what an audit found to a file, whole or not at all."""
    write_files(out.parent, {out.name: content})


def refuse_place(out: Path | None, file: Path, form: AuditForm) -> None:
    """Refuse to write where it cannot be, before the work.

    Raises:
        UserError: There is no such folder, the report itself would be replaced, or a Word file
            would be printed.
    """
    if out is None:
        if form is AuditForm.DOCX:
            raise UserError("a Word file cannot be printed", remedy="Say where it goes with --out.")
        return
    if not out.parent.is_dir():
        raise UserError("there is no such folder", where=str(out.parent), remedy="Make it first.")
    if out.exists() and out.samefile(file):
        raise UserError(
            "it is the report itself, which is left as it is",
            where=str(out),
            remedy="Name another file with --out.",
        )
