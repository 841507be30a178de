"""A document that a reader drops, held against itself and the store; nothing of it is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import UserError
from yuebao.publish.audit import (
    AuditForm,
    AuditRequest,
    audit_file,
    findings_body,
    findings_record,
    present_audit,
)
from yuebao.web.answer import PRIVATE, Answer, json_answer, moved
from yuebao.web.refusals import AddressError
from yuebao.web.reports import as_download
from yuebao.web.shelf import language_of
from yuebao.web.staging import StagedAudit
from yuebao.web.templates import drawn, page
from yuebao.web.words import page_languages

if TYPE_CHECKING:
    from yuebao.web.answer import Asked
    from yuebao.web.desk import Desk
    from yuebao.web.posting import Posted

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def ask_document(desk: Desk, asked: Asked) -> Answer:
    """The page that takes a document."""
    del desk
    others = {code: f"/{code}/audit" for code in page_languages()}
    return page("audit.html", language_of(asked), others=others)


def take_document(desk: Desk, posted: Posted) -> Answer:
    """Audit a document, and lead to what was found."""
    language = language_of(posted.asked)
    audited = _audit(desk, posted)
    lot = desk.audited.put(audited.file.parent.parent, audited)
    return moved(f"/{language}/audit/{lot}", status=303)


def answer_audit(desk: Desk, posted: Posted) -> Answer:
    """What was found, for programs: the JSON of `yuebao audit`."""
    audited = _audit(desk, posted)
    version = desk.shelf().version if audited.compared else None
    made = json_answer(findings_record(audited.result, _language(posted)), version)
    return Answer(made.content, made.media_type, version, headers=PRIVATE)


def _language(posted: Posted) -> str | None:
    given = posted.fields.get("lang", "")
    if given and given not in page_languages():
        raise UserError(
            f"there are no findings in {given[:40]!r}",
            where="lang",
            remedy=f"Take {' or '.join(page_languages())}.",
        )
    return given or None


def _audit(desk: Desk, posted: Posted) -> StagedAudit:
    """Audit the one document that was sent.

    Raises:
        UserError: None was sent, or several were.
        SourceError: It cannot be read.
    """
    if len(posted.files) != 1:
        raise UserError(
            f"{len(posted.files)} documents were sent",
            where="file",
            remedy="Send one document, as the field file.",
        )
    (file,) = posted.files
    compared = posted.fields.get("compare", "") == "store"
    store = desk.store if compared else None
    return StagedAudit(file, audit_file(AuditRequest(file, store)), compared)


def show_audited(desk: Desk, asked: Asked) -> Answer:
    """The document with the findings in their places, and what was not understood."""
    language, lot = language_of(asked), asked.path["lot"]
    audited = desk.audited.get(lot)
    body = findings_body(audited.result, language)
    made = page(
        "audited.html",
        language,
        name=audited.file.name,
        lot=lot,
        marked=audited.marked,
        body=drawn(body),
    )
    return Answer(made.content, made.media_type, headers=PRIVATE)


def show_marked(desk: Desk, asked: Asked) -> Answer:
    """What was found as a file: the marked copy of a Word document, or JSON."""
    language, name = language_of(asked), asked.path["name"]
    audited = desk.audited.get(asked.path["lot"])
    forms = {"findings.json": (AuditForm.JSON, "application/json")}
    if audited.marked:
        forms["marked.docx"] = (AuditForm.DOCX, WORD)
    if name not in forms:
        raise AddressError(
            "there is no such file of this audit",
            where=name,
            remedy=f"There are {' and '.join(forms)}.",
        )
    form, media_type = forms[name]
    content = present_audit(audited.result, audited.file, form, language)
    saved = audited.marked if form is AuditForm.DOCX else f"{audited.file.stem}.json"
    return Answer(content, media_type, headers={**PRIVATE, **as_download(saved)})
