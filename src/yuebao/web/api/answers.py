"""What the API answers at each address."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from yuebao.domain import Currency, Flow, Month, Period, UserError
from yuebao.publish.codes import CodesRequest, codes_record, find_codes
from yuebao.publish.explore import explore
from yuebao.publish.explored import exploration_record
from yuebao.publish.facts import FactsRequest
from yuebao.publish.question import read_question
from yuebao.publish.scan import scan_facts
from yuebao.publish.shelf import shelf_record
from yuebao.render import FORMATS
from yuebao.render._walk import source_names
from yuebao.render.annex import exact_text
from yuebao.report import compare_documents
from yuebao.report.definition import ALL_GOODS
from yuebao.store import find_revisions
from yuebao.web.answer import json_answer
from yuebao.web.api.paging import Cursor
from yuebao.web.figures import figure_record
from yuebao.web.opened import Opened, absent
from yuebao.web.reports import told_figure
from yuebao.web.rows import fact_record, whole_number
from yuebao.web.settings import MAX_ROWS
from yuebao.web.vintage import LATEST, Vintage
from yuebao.web.words import page_languages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yuebao.publish.explore import Exploration
    from yuebao.reference import Listing, Office
    from yuebao.store import View
    from yuebao.web.answer import Answer, Asked
    from yuebao.web.desk import Desk

USUAL_ROWS = 100
"""How many a page has where nobody says otherwise."""


def answer_reports(desk: Desk, asked: Asked) -> Answer:
    """All reports that can be had."""
    del asked
    shelf = desk.shelf()
    record = {"store_version": shelf.version, "reports": shelf_record(shelf.entries)}
    return json_answer(record, shelf.version)


def open_asked(desk: Desk, asked: Asked) -> Opened:
    """The report that an address of the API names."""
    vintage = Vintage.parse(asked.query.get("vintage", LATEST))
    language = asked.query.get("lang", page_languages()[0])
    if language not in page_languages():
        raise UserError(f"there are no reports in {language[:40]!r}",
                        remedy=f"There are in {' and '.join(page_languages())}.")  # fmt: skip
    currency = asked.query.get("currency", "")
    path = asked.path
    edition = desk.edition(language, path["definition"], path["month"], vintage, currency)
    return Opened(edition, vintage, currency, desk.links)


def answer_report(desk: Desk, asked: Asked) -> Answer:
    """A report of a month: what it is, and where its parts are."""
    opened = open_asked(desk, asked)
    edition = opened.edition
    document, names, key = edition.document, edition.names, edition.key

    def at(*below: str) -> str:
        return opened.at(*below, vintage=opened.permanent)

    record = {
        "store_version": key.version,
        "definition": key.name,
        "fingerprint": key.fingerprint,
        "month": str(key.month),
        "language": key.language,
        "currency": str(document.currency),
        "title": edition.title,
        "date": document.date.isoformat(),
        "notices": list(document.notices),
        "sources": [
            {"sha256": sha256, "name": name} for sha256, name in source_names(document).items()
        ],
        "tables": [
            {"name": name, "caption": table.caption, "address": at("tables", f"{name}.json")}
            for name, table in names.tables.items()
        ],
        "charts": [
            {"name": name, "caption": chart.caption, "address": at("charts", f"{name}.json")}
            for name, chart in names.charts.items()
        ],
        "formats": {form.extension: at(f"report.{form.extension}") for form in FORMATS},
        "permanent": at(),
    }
    return json_answer(record, key.version, pinned=opened.vintage.is_pinned)


def answer_figures(desk: Desk, asked: Asked) -> Answer:
    """The numbers of a report, some at a time."""
    opened = open_asked(desk, asked)
    names, version = opened.edition.names.figures, opened.edition.key.version
    limit, after = whole_number(asked, "limit", USUAL_ROWS, MAX_ROWS), asked.query.get("after")
    listed = list(names)
    if after is not None and after not in names:
        raise absent("figure", asked)
    begin = 0 if after is None else listed.index(after) + 1
    shown = listed[begin : begin + limit]
    record = {
        "store_version": version,
        "figures": [
            {
                "name": one.name, "label": one.label.label, "code": one.label.code,
                "text": one.figure.text, "value": exact_text(one.figure.value),
                "unit": one.figure.unit, "indicator": one.figure.indicator.value,
                "side": one.figure.side.value, "window": one.figure.window.name,
                "period": str(one.figure.period),
            }
            for one in map(names.__getitem__, shown)
        ],
        "next": shown[-1] if begin + limit < len(listed) else None,
    }  # fmt: skip
    return json_answer(record, version, pinned=opened.vintage.is_pinned)


def answer_figure(desk: Desk, asked: Asked) -> Answer:
    """All that is known of a number."""
    opened = open_asked(desk, asked)
    named = opened.edition.names.figures.get(asked.path["name"])
    if named is None:
        raise absent("figure", asked)
    return json_answer(figure_record(opened, named), opened.edition.key.version,
                       pinned=opened.vintage.is_pinned)  # fmt: skip


def explored(desk: Desk, texts: Mapping[str, str], vintage: Vintage) -> Exploration:
    """The answer to a question, found once for a version of the store."""
    view = desk.view(vintage)
    request = read_question(texts, view)
    key = (request, view.version, vintage.as_of)
    return desk.explorations.get(key, lambda: explore(view, request, desk.store.path))


def answer_series(desk: Desk, asked: Asked) -> Answer:
    """The answer to a question beside any report."""
    found = explored(desk, asked.query, Vintage.parse(asked.query.get("vintage", LATEST)))
    return json_answer(exploration_record(found), found.version)


def answer_facts(desk: Desk, asked: Asked) -> Answer:
    """Facts by month and code, some at a time; all pages are of the version of the first."""
    cursor = _cursor(asked)
    vintage = cursor.vintage if cursor else Vintage.parse(asked.query.get("vintage", LATEST))
    view = desk.view(vintage)
    request = facts_request(asked.query, view.office)
    limit = whole_number(asked, "limit", USUAL_ROWS, MAX_ROWS)
    scan = scan_facts(view, request, cursor.place if cursor else (), limit)
    names = view.source_names()
    record = {
        "store_version": view.version,
        "facts": [fact_record(fact, names) for fact in scan.facts],
        "next": str(Cursor(view.version, view.as_of, scan.after)) if scan.after else None,
    }
    return json_answer(record, view.version)


def _cursor(asked: Asked) -> Cursor | None:
    return Cursor.parse(asked.query["after"]) if "after" in asked.query else None


def facts_request(texts: Mapping[str, str], office: Office) -> FactsRequest:
    """The facts that texts ask for.

    Raises:
        UserError: A text cannot be what it stands for.
    """
    try:
        flows = tuple(map(Flow, filter(None, texts.get("flow", "").split(","))))
    except ValueError:
        raise UserError(f"flow cannot be {texts['flow'][:40]!r}",
                        remedy=f"It is one of {', '.join(Flow)}.") from None  # fmt: skip
    codes = tuple(filter(None, texts.get("codes", "").split(",")))
    listings: dict[str, Listing[Any]] = {
        "partner": office.partners, "province": office.regions, "mode": office.modes,
    }  # fmt: skip
    asked = [name for name in listings if texts.get(name)]
    if len(asked) > 1:
        raise UserError(f"{' and '.join(asked)} are asked for together",
                        remedy="Ask for one of them; the facts of it tell the others.")  # fmt: skip
    if len(codes) > MAX_ROWS:
        raise UserError("these are too many codes", remedy=f"At most {MAX_ROWS} at once.")
    return FactsRequest(
        flows=flows,
        codes=codes,
        currency=Currency(texts["currency"].upper()) if texts.get("currency") else None,
        grain=texts.get("grain") or None,
        within=_months(texts.get("months", "")),
        dimension=asked[0] if asked else None,
        entities=tuple(filter(None, texts[asked[0]].split(","))) if asked else (),
        sources=tuple(filter(None, texts.get("source", "").split(","))),
    )


def _months(text: str) -> Period | None:
    if not text:
        return None
    first, _, last = text.partition("..")
    period = (Month.parse(first), Month.parse(last or first))
    if period[0] > period[1]:
        raise UserError(f"{text[:40]} ends before it begins", remedy="Write it as FIRST..LAST.")
    return Period(*period)


def answer_loads(desk: Desk, asked: Asked) -> Answer:
    """What was loaded, oldest first, some at a time."""
    cursor = _cursor(asked)
    vintage = cursor.vintage if cursor else Vintage.parse(asked.query.get("vintage", LATEST))
    view = desk.view(vintage)
    after = (
        int(cursor.place[0]) if cursor and cursor.place[:1] and cursor.place[0].isdigit() else -1
    )
    limit = whole_number(asked, "limit", USUAL_ROWS, MAX_ROWS)
    left = [record for record in view.records if record.version > after]
    shown = left[:limit]
    place = Cursor(view.version, view.as_of, (str(shown[-1].version),)) if shown else None
    record = {
        "store_version": view.version,
        "loads": [
            {
                "version": one.version,
                "released": one.released.isoformat(),
                "tool": one.tool,
                "notice": dict(one.notice),
                "files": [
                    {"name": file.name, "sha256": file.sha256, "size": file.size,
                     "dialect": file.dialect, "rows": file.rows}
                    for file in one.sources
                ],
            }
            for one in shown
        ],
        "next": str(place) if len(left) > limit else None,
    }  # fmt: skip
    return json_answer(record, view.version)


def answer_revisions(desk: Desk, asked: Asked) -> Answer:
    """What was revised between two days: totals of goods, and the numbers of a report."""
    texts = asked.query
    codes = tuple(filter(None, texts.get("codes", "").split(",")))
    report = texts.get("report", "")
    if not codes and not report:
        raise UserError(
            "no goods and no report are named", remedy="Give codes, or report and month."
        )
    earlier, later = _day(texts.get("earlier", "")), _day(texts.get("later", ""))
    if earlier is None:
        raise UserError("the earlier day is not named", remedy="Give earlier=YYYY-MM-DD.")
    now = desk.view(Vintage(as_of=later))
    for code in codes:
        if code != ALL_GOODS and not now.office.is_commodity(code):
            raise UserError(f"{code[:40]!r} is no code of goods",
                            remedy=f"Codes have {now.office.commodity_form()}.")  # fmt: skip
    before = desk.view(Vintage(as_of=earlier))
    figures: list[dict[str, Any]] = []
    if report:
        known = [
            desk.edition(page_languages()[0], report, texts.get("month", ""), Vintage(as_of=day))
            for day in (earlier, later)
        ]
        codes = codes or known[1].known.definition.subject.codes
        figures = [
            {
                "table": one.table, "section": one.address.section, "side": one.address.side.value,
                "entity": one.address.entity, "window": str(one.address.window),
                "measure": one.address.measure.value, "label": one.label,
                "before": told_figure(one.before) or None, "after": told_figure(one.after) or None,
            }
            for one in compare_documents(known[0].document, known[1].document)
        ]  # fmt: skip
    record = {
        "store_version": now.version,
        "earlier": earlier.isoformat(),
        "later": later.isoformat() if later else None,
        "figures": figures,
        "totals": _totals(before, now, codes),
    }
    return json_answer(record, now.version)


def _totals(before: View, now: View, codes: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {
            "period": str(one.period), "flow": one.flow.value, "grain": str(one.grain),
            "scope": str(one.scope), "currency": str(one.currency),
            "before": one.before, "after": one.after, "keys": len(one.facts),
        }
        for one in find_revisions(before, now, codes)
    ]  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UserError(f"{text[:40]!r} is no day", remedy="Write YYYY-MM-DD.") from None


def answer_codes(desk: Desk, asked: Asked) -> Answer:
    """Codes of goods by their beginning or words of their names."""
    view = desk.view(Vintage())
    month = asked.query.get("month", "")
    last = max((period.last for part in view.slices for period in part.periods), default=None)
    wanted = Month.parse(month) if month else last
    if wanted is None:
        raise UserError("no month is named, and none is loaded", remedy="Give month=YYYY-MM.")
    found = find_codes(CodesRequest(asked.query.get("q", ""), wanted, view.office.name))
    record = codes_record(found)
    record["codes"] = record["codes"][: whole_number(asked, "limit", USUAL_ROWS, MAX_ROWS)]
    return json_answer(record)
