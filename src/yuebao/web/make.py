"""A report made in the browser: a form, the report as it will be, and its definition to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yuebao.domain import WINDOWS, Flow, Month, UnavailableError, UserError, YuebaoError
from yuebao.indicators import find_currencies
from yuebao.publish.build import BuildRequest
from yuebao.publish.make import (
    FIELDS,
    USUAL_SECTIONS,
    USUAL_THEME,
    USUAL_WINDOWS,
    MadeDefinition,
    field_of,
    keep_definition,
    make_definition,
    offered_sections,
    themes,
)
from yuebao.publish.question import unlisted_codes
from yuebao.render._provenance import Ledger
from yuebao.render.html import Body, notices_html
from yuebao.report.model import Side
from yuebao.web.answer import Answer, moved
from yuebao.web.asking import PageQuestion, question_page, read_page
from yuebao.web.bring import check_token
from yuebao.web.goods import NO_CODES, list_goods
from yuebao.web.links import SERVED
from yuebao.web.refusals import AddressError, WritingError, remedy_on_page
from yuebao.web.reports import as_download
from yuebao.web.shelf import language_of
from yuebao.web.templates import drawn
from yuebao.web.vintage import LATEST
from yuebao.web.words import words_in

if TYPE_CHECKING:
    from yuebao.report import Document
    from yuebao.web.answer import Asked
    from yuebao.web.desk import Desk
    from yuebao.web.posting import Posted

TOML = "application/toml; charset=utf-8"
"""What a definition is, as a file."""


def show_make(desk: Desk, asked: Asked) -> Answer:
    """The form, the definition it comes to, and the report of that where goods are named."""
    question = read_page(desk, asked, "make")
    words = question.words
    made: MadeDefinition | None = None
    document: Document | None = None
    error: YuebaoError | None = None
    listed = NO_CODES
    try:
        listed = list_goods(desk, question)
        if question.texts.get("codes"):
            made = _made(question)
            document = _preview(desk, question, made)
    except YuebaoError as refused:
        error = refused
    field = "" if error is None else field_of(error.where)
    ledger = Ledger(document) if document else None
    return question_page(
        question,
        error,
        form=_form(question),
        listed=listed,
        made=made,
        document=document,
        body=drawn(_body(document, ledger)) if document and ledger else "",
        ledger=drawn(ledger.to_json()) if ledger else "",
        wrong={field or "report": _told(desk, question.language, error)} if error else {},
        may_keep=bool(desk.settings.write_token and desk.settings.definitions),
        title=words["make"]["title"],
    )


def show_made_file(desk: Desk, asked: Asked) -> Answer:
    """The definition as a file to keep."""
    if asked.path["ending"] != "toml":
        raise AddressError("a definition is a TOML file", where=asked.at[:200],
                           remedy="Ask for make.toml.")  # fmt: skip
    made = _made(read_page(desk, asked, "make"))
    return Answer(made.text.encode(), TOML, headers=as_download(f"{made.name}.toml"))


def keep_made(desk: Desk, posted: Posted) -> Answer:
    """Write a definition into the server's folder, and lead to the report it makes.

    Raises:
        WritingError: Nobody may write here, or the token is not the one for it.
        UserError: It is no definition, or there is one of the name.
    """
    language, folder = language_of(posted.asked), desk.settings.definitions
    if folder is None:
        raise WritingError(
            "this server has no folder of definitions",
            remedy="Save the file, or start the server with --definitions DIR.",
        )
    check_token(desk, posted.fields.get("token", ""))
    question = PageQuestion.of(desk, language, posted.fields, "make")
    made = _made(question)
    keep_definition(folder, made)
    month = question.texts.get("month") or str(question.month)
    spoken = _spoken(question, made)
    return moved(SERVED.to(spoken, "reports", made.name, month, LATEST), status=303)


def _made(question: PageQuestion) -> MadeDefinition:
    if question.month is None:
        raise UnavailableError(
            "the store holds nothing yet", remedy="Load files first: yuebao ingest."
        )
    chosen = {name: text for name, text in question.texts.items() if name in FIELDS}
    return make_definition(
        chosen, question.month, question.view.office, unlisted_codes(question.view)
    )


def _spoken(question: PageQuestion, made: MadeDefinition) -> str:
    """The language the report is shown in: the one chosen, else the page's where it can be had."""
    asked = question.texts.get("language") or question.language
    return asked if asked in made.definition.title else next(iter(made.definition.title))


def _preview(desk: Desk, question: PageQuestion, made: MadeDefinition) -> Document:
    """The report as it will be, of the month chosen or the latest there is."""
    month, currency = question.texts.get("month"), question.texts.get("currency")
    held = find_currencies(question.view, made.definition.subject.codes)
    if currency and currency not in held:
        raise UserError(f"{currency[:20]!r} cannot be chosen", where="currency",
                        remedy=f"There are {', '.join(held)}.")  # fmt: skip
    return desk.build(
        BuildRequest(
            made.definition,
            Month.parse(month) if month else None,
            desk.store,
            language=_spoken(question, made),
            currency=next((one for one in held if currency in ("", None, one)), None),
            version=question.view.version,
        )
    )


def _body(document: Document, ledger: Ledger) -> str:
    words = document.words
    notices = notices_html(document.notices, words.page.notices)
    return "\n".join((notices, *Body(words, ledger.mark).parts(document.parts)))


def _told(desk: Desk, language: str, error: YuebaoError) -> str:
    """What is wrong and what to do, as a paragraph in the page's language."""
    words = words_in(language)
    found = desk.say(language, error.found) + words["stop"]
    remedy = desk.say(language, remedy_on_page(error.remedy))
    parts = (found[:1].upper() + found[1:], remedy)
    return str(words["after_stop"]).join(filter(None, parts))


def _form(question: PageQuestion) -> dict[str, Any]:
    """What can be chosen, and what is."""
    view, names = question.view, question.reader.words.names
    office, tag = view.office, question.reader.words.names_in
    months = sorted({p.last for part in view.slices for p in part.periods}, reverse=True)
    chosen = {
        "flows": question.said("flows") or tuple(map(Side.of, (Flow.EXPORT, Flow.IMPORT))),
        "windows": question.said("windows") or USUAL_WINDOWS,
        "sections": question.said("sections") or USUAL_SECTIONS,
        "groups": question.said("groups"),
    }
    return {
        "chosen": chosen,
        "theme": question.texts.get("theme") or USUAL_THEME,
        "themes": themes(),
        "sections": offered_sections(),
        "sides": (Side.EXPORTS, Side.IMPORTS),
        "windows": [(str(window), names.windows[window.name]) for window in WINDOWS],
        "groups": [(group.id, group.name(tag)) for group in office.groups],
        "months": [str(month) for month in months],
        "currencies": [words.code for words in office.currencies],
    }
