"""Files that a reader brings: received, looked at, and stored once that reader has confirmed."""

from __future__ import annotations

import hmac
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from yuebao.domain import Flow, Period, Scope, UserError, today
from yuebao.publish.bring import BringRequest, bring_files, look_at_files
from yuebao.sources import told_dialect
from yuebao.store import LoadMode, unasked
from yuebao.web.answer import PRIVATE, Answer, json_answer, moved
from yuebao.web.refusals import WritingError
from yuebao.web.shelf import language_of
from yuebao.web.staging import Brought
from yuebao.web.templates import page
from yuebao.web.words import page_languages
from yuebao.web.works import new_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from yuebao.domain import Progress
    from yuebao.store import LoadResult
    from yuebao.web.answer import Asked
    from yuebao.web.desk import Desk
    from yuebao.web.posting import Posted

_T = TypeVar("_T")


def ask_files(desk: Desk, asked: Asked) -> Answer:
    """The page that takes files."""
    language = language_of(asked)
    others = {code: f"/{code}/bring" for code in page_languages()}
    allowed = bool(desk.settings.write_token)
    return page("bring.html", language, others=others, allowed=allowed, today=today(),
                work=new_name())  # fmt: skip


def take_files(desk: Desk, posted: Posted) -> Answer:
    """Look at files, and lead to what was understood of them; nothing is stored.

    Raises:
        WritingError: Nobody may load files here, or the token is not the one for it.
        YuebaoError: As `yuebao ingest` would refuse them.
    """
    language = language_of(posted.asked)
    check_token(desk, posted.fields.get("token", ""))
    if posted.folder is None:
        raise UserError("no file was sent", where="file", remedy="Choose one or more files.")
    request = _request(desk, posted)
    lot = desk.brought.put(
        posted.folder, Brought(request, look_at_files(request, _told_of(desk, posted)))
    )
    return moved(f"/{language}/bring/{lot}", status=303)


def check_token(desk: Desk, shown: str) -> None:
    """Refuse who may not write.

    Raises:
        WritingError: Nobody may, or the token is not the one for it.
    """
    token = desk.settings.write_token
    if not token:
        raise WritingError(
            "nobody may load files here",
            remedy="Load them with yuebao ingest, or start the server with --write-token-file.",
        )
    if not hmac.compare_digest(shown.encode("utf-8", "replace"), token.encode()):
        raise WritingError(
            "the token is not the one for loading files",
            where="token",
            remedy="Ask for it who runs the server.",
        )


def _told_of(desk: Desk, posted: Posted) -> Progress:
    """Who hears how far the work is: the page that sent the form."""
    return desk.works.begin(posted.fields.get("work", ""))


def _request(desk: Desk, posted: Posted) -> BringRequest:
    """What is said of the files.

    Raises:
        UserError: A field holds nothing that can be meant.
    """
    said = posted.fields
    codes = said.get("codes", "")
    return BringRequest(
        store=desk.store,
        files=posted.files,
        released=_read(said, "released", date.fromisoformat, "Write a day as 2025-03-20."),
        flow=_read(said, "flow", _direction, "Take export or import."),
        months=_read(said, "months", Period.parse, "Write months as 2024-01..2024-08."),
        scope=_read(said, "scope", Scope.parse, "Write all, or codes after province= or partner=."),
        codes=tuple(filter(None, (code.strip() for code in codes.split(",")))),
        mode=_read(said, "mode", LoadMode, "Take careful, add or replace.") or LoadMode.CAREFUL,
    )


def _direction(text: str) -> Flow:
    if text not in (Flow.EXPORT, Flow.IMPORT):
        raise ValueError(text)
    return Flow(text)


def _read(said: Mapping[str, str], name: str, parse: Callable[[str], _T], remedy: str) -> _T | None:
    """A field, read; None where it is empty."""
    text = said.get(name, "")
    try:
        return parse(text) if text else None
    except (ValueError, UserError) as error:
        raise UserError(f"{text[:40]!r} cannot be meant", where=name, remedy=remedy) from error


def show_brought(desk: Desk, asked: Asked) -> Answer:
    """What was understood of files that wait."""
    language, lot = language_of(asked), asked.path["lot"]
    brought = desk.brought.get(lot)
    return _told(desk, "brought.html", language, brought, lot=lot)


def _told(desk: Desk, template: str, language: str, brought: Brought, lot: str = "") -> Answer:
    looked = brought.looked
    made = page(
        template,
        language,
        office=desk.store.office,
        lot=lot,
        work=new_name(),
        files=list(_files(desk, looked, language)),
        known=looked.known,
        repeated=looked.repeated,
        changes=looked.changes,
        record=looked.record,
        released=brought.request.released or today(),
        mode=brought.request.mode,
    )
    return Answer(made.content, made.media_type, made.version, headers=PRIVATE)


def _files(desk: Desk, looked: LoadResult, language: str) -> Iterator[dict[str, Any]]:
    """Each file with what it states."""
    office = desk.store.office
    for reading in looked.readings:
        slices = [part for part in looked.slices if part.source == reading.sha256]
        yield {
            "name": reading.name,
            "dialect": told_dialect(office, reading.dialect, language),
            "rows": reading.rows,
            "size": reading.size,
            "sha256": reading.sha256,
            "months": (reading.periods[0].first, reading.periods[-1].last),
            "slices": [
                {
                    "part": part,
                    # A month and the year to date that ends with it add up to nothing.
                    "adds": len({one.last for one in part.periods}) == len(part.periods),
                    "unasked": list(unasked(part, office)),
                }
                for part in slices
            ],
            "remarks": [desk.say(language, remark) for remark in reading.remarks],
        }


def settle_files(desk: Desk, posted: Posted) -> Answer:
    """Store files that wait, or drop them, as their reader says.

    Raises:
        AddressError: They wait no longer.
        YuebaoError: The store has changed, and refuses them now.
    """
    language, lot = language_of(posted.asked), posted.asked.path["lot"]
    what = posted.fields.get("what", "")
    if what not in ("store", "drop"):
        raise UserError(f"{what[:40]!r} is no answer", where="what", remedy="Take store or drop.")
    folder, brought = desk.brought.take(lot)
    try:
        if what == "drop":
            return moved(f"/{language}/bring", status=303)
        stored = replace(brought, looked=bring_files(brought.request, _told_of(desk, posted)))
    finally:
        desk.brought.drop(folder)
    return _told(desk, "stored.html", language, stored)


def show_work(desk: Desk, asked: Asked) -> Answer:
    """How far a work is: the step in the language of the page, and its share in percent."""
    work, language = desk.works.get(asked.path["work"]), language_of(asked)
    percent = int(100 * work.done / work.total) if work.total else 0
    step = desk.say(language, work.name) if work.name else ""
    made = json_answer({"step": step, "percent": min(percent, 100)})
    return Answer(made.content, made.media_type, headers=PRIVATE)
