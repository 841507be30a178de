"""Every document of a folder held against itself and a store: one that fails stops none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.domain import SILENT, UserError, YuebaoError, printable, why_no_name
from yuebao.publish.audit import AuditForm, AuditRequest, Presented, Verdict, audit_file, verdict
from yuebao.publish.errors import error_record, system_error

if TYPE_CHECKING:
    from fractions import Fraction
    from pathlib import Path

    from yuebao.auditing.telling.many import Audited
    from yuebao.domain import Progress

DOCUMENTS = frozenset({
    ".txt", ".md", ".markdown", ".html", ".htm", ".docx", ".xlsx", ".pptx", ".pdf",
})  # fmt: skip
"""How the names of documents end."""


def find_documents(folder: Path) -> tuple[Path, ...]:
    """The documents in a folder and the folders in it, by name; hidden ones are left out.

    Raises:
        UserError: There is none.
    """
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in DOCUMENTS
        and path.is_file()
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    )
    if not found:
        raise UserError(
            "there is no document in it",
            where=str(folder),
            remedy=f"Documents are files ending in {', '.join(sorted(DOCUMENTS))}.",
        )
    return tuple(found)


def audit_folder(request: AuditRequest, progress: Progress = SILENT) -> tuple[Audited, ...]:
    """Audit every document of a folder.

    Args:
        request: The folder as its file.
        progress: Hears of each document.

    Returns:
        One a document, by name; what cannot be read holds its refusal.

    Raises:
        UserError: There is none.
    """
    from yuebao.auditing.telling.many import Audited

    folder = request.file
    paths = find_documents(folder)
    audited = []
    for done, path in enumerate(paths):
        name = path.relative_to(folder).as_posix()
        wrong = why_no_name(name)
        if wrong is not None:
            name = printable(name)
            error = UserError(wrong, where=name, remedy="Rename it.")
            audited.append(Audited(name, error=error))
            continue
        progress.step(f"audit {name}", done, len(paths))
        try:
            audited.append(Audited(name, audit_file(replace(request, file=path))))
        except YuebaoError as error:
            audited.append(Audited(name, error=error))
        except OSError as error:
            audited.append(Audited(name, error=system_error(error)))
        except Exception as error:  # noqa: BLE001  # whatever it is, the others are to be read
            failed = YuebaoError(f"{type(error).__name__}: {error}", where=name)
            audited.append(Audited(name, error=failed))
    return tuple(audited)


def present_folder(
    request: AuditRequest,
    form: AuditForm,
    language: str | None = None,
    least: Fraction | None = None,
    progress: Progress = SILENT,
) -> Presented:
    """Audit every document of a folder, and write what was found, in UTF-8.

    Args:
        request: The folder as its file; what goes with one document alone is refused.
        form: How it is written: text or JSON.
        language: The language of the findings; by default each document's.
        least: How many of a hundred numbers of each document must be understood.
        progress: Hears which document is read.

    Raises:
        UserError: There is no document, or something asked for goes with one document alone.
    """
    from yuebao.auditing.telling.many import many_json, many_text

    if request.against or request.baseline:
        raise UserError("--against and --baseline go with one document, not with a folder")
    if form not in (AuditForm.TEXT, AuditForm.JSON):
        raise UserError(
            f"a folder cannot be shown as {form.value}",
            remedy="Choose --format text or json, or audit one document at a time.",
        )
    audited = audit_folder(request, progress)
    if form is AuditForm.TEXT:
        text = many_text(audited, language)
    else:
        errors = [error_record(one.error) for one in audited if one.error is not None]
        text = many_json(audited, errors, language)
    found = sum(len(one.audit.findings) for one in audited if one.audit is not None)
    return Presented(text.encode(), found, folder_verdict(audited, least))


def folder_verdict(audited: tuple[Audited, ...], least: Fraction | None = None) -> Verdict:
    """The worst verdict on its documents."""
    known = [one.audit for one in audited if one.audit is not None]
    verdicts = {verdict(audit, least) for audit in known}
    if len(known) < len(audited):
        verdicts.add(Verdict.UNREADABLE)
    order = (Verdict.FOUND, Verdict.UNREADABLE, Verdict.NOT_UNDERSTOOD)
    return next((one for one in order if one in verdicts), Verdict.CLEAN)
