"""The facts behind a figure, a page at a time, and the files they came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from yuebao.publish.facts import SORTS, behind, list_facts
from yuebao.render.annex import csv_field
from yuebao.sources import told_dialect
from yuebao.web.answer import csv_answer, json_answer
from yuebao.web.figures import amount_text, title_of
from yuebao.web.links import SERVED
from yuebao.web.opened import absent, open_report, split_ending
from yuebao.web.refusals import AddressError, LimitError
from yuebao.web.settings import MAX_ROWS
from yuebao.web.shelf import language_of
from yuebao.web.templates import page
from yuebao.web.vintage import Vintage
from yuebao.web.words import page_languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from yuebao.publish.addresses import NamedFigure
    from yuebao.publish.facts import FactsPage, FactsRequest
    from yuebao.reference import Listing, Office
    from yuebao.report.model import Ingredient
    from yuebao.store import LoadRecord, SourceRecord, View
    from yuebao.web.answer import Answer, Asked
    from yuebao.web.desk import Desk
    from yuebao.web.links import Links
    from yuebao.web.opened import Opened

ROWS = 100
"""How many rows a page has where nobody says otherwise."""

DEEPEST = 1_000_000
"""How far into the rows pages go."""

_COLUMNS = ("last_month", "commodity", "partner", "mode", "province", "value", "quantity", "unit")


def whole_number(asked: Asked, name: str, usual: int, most: int) -> int:
    """A whole number of the query, from 1.

    Raises:
        AddressError: It is none.
        LimitError: It is too large.
    """
    text = asked.query.get(name, str(usual))
    if not re.fullmatch(r"[1-9][0-9]{0,17}", text, re.ASCII):
        raise AddressError(f"{name}={text[:40]!r} is no whole number from 1", where=asked.at[:200],
                           remedy=f"Write {name}={usual}.")  # fmt: skip
    if int(text) > most:
        raise LimitError(f"{name}={text} is more than there can be", where=asked.at[:200],
                         remedy=f"At most {most:,}.")  # fmt: skip
    return int(text)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows that were asked for, and found."""

    opened: Opened
    named: NamedFigure
    place: str
    level: Ingredient
    found: FactsPage
    view: View

    def at(self, **changes: object) -> str:
        """The address of these rows, with some of what was asked for changed."""
        request = self.found.request
        said = {
            "sort": request.sort,
            "order": "desc" if request.descending else "asc",
            "page": self.number,
            "limit": request.limit,
        } | changes
        query = "&".join(f"{name}={value}" for name, value in said.items())
        return self.opened.at("figures", self.named.name, "rows", self.place, query=query)

    @property
    def number(self) -> int:
        """The number of the page, from 1."""
        return self.found.request.offset // self.found.request.limit + 1


def show_rows(desk: Desk, asked: Asked) -> Answer:
    """The facts that a level of a figure was added up from."""
    opened = open_report(desk, asked)
    place, ending = split_ending(asked.path["level"], ("html", "json", "csv"))
    rows = _find_rows(desk, opened, asked, place)
    version, pinned = opened.edition.key.version, opened.vintage.is_pinned
    facts = [fact_record(fact, rows.view.source_names()) for fact in rows.found.facts]
    if ending == "json":
        record = {
            "figure": rows.named.name, "level": int(place), "rows": rows.found.total,
            "page": rows.number, "filter": filter_record(rows.found.request), "facts": facts,
        }  # fmt: skip
        return json_answer(record, version, pinned=pinned)
    if ending == "csv":
        return csv_answer(_lines(facts), version, pinned=pinned)
    return _draw_rows(rows, facts)


def _find_rows(desk: Desk, opened: Opened, asked: Asked, place: str) -> _Rows:
    named = opened.edition.names.figures.get(asked.path["name"])
    levels = named.figure.ingredients if named is not None else ()
    if named is None or not re.fullmatch("[0-9]{1,3}", place) or int(place) >= len(levels):
        raise absent("rows", asked)
    level = levels[int(place)]
    view = desk.view(opened.known_at)
    document = opened.edition.document
    request = behind(view, opened.edition.known.definition, document, named, level)
    if request is None:
        raise absent("rows", asked)
    limit = whole_number(asked, "limit", ROWS, MAX_ROWS)
    number = whole_number(asked, "page", 1, DEEPEST)
    request = replace(
        request,
        sort=asked.query.get("sort", "last_month"),
        descending=asked.query.get("order") == "desc",
        limit=limit,
        offset=(number - 1) * limit,
    )
    return _Rows(opened, named, place, level, list_facts(view, request), view)


def _draw_rows(rows: _Rows, facts: list[dict[str, Any]]) -> Answer:
    opened, request, words = rows.opened, rows.found.request, rows.opened.edition.document.words
    return page(
        "rows.html",
        opened.language,
        version=opened.edition.key.version,
        pinned=opened.vintage.is_pinned,
        office=rows.view.office,
        others=opened.others("figures", rows.named.name, "rows", rows.place),
        title=title_of(opened, rows.named),
        figure_at=opened.at("figures", rows.named.name),
        role=words.names.roles[rows.level.role],
        amount=amount_text(opened, rows.level),
        expected=rows.level.rows,
        facts=[_named(fact, rows.view.office, words.names_in) for fact in facts],
        total=rows.found.total,
        columns=_COLUMNS,
        sorts=SORTS,
        sort=request.sort,
        order="desc" if request.descending else "asc",
        number=rows.number,
        pages=max(1, -(-rows.found.total // request.limit)),
        at=rows.at,
    )


def fact_record(fact: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """A fact as JSON has it, with the name of its file."""
    told = {
        name: value.isoformat() if isinstance(value, date)
        else str(value) if name == "growth" and value is not None else value
        for name, value in fact.items()
    }  # fmt: skip
    return {**told, "file": names.get(fact["source"], "")}


def filter_record(request: FactsRequest) -> dict[str, Any]:
    """What facts are asked for, as JSON has it."""
    return {
        "flows": [str(flow) for flow in request.flows], "grain": request.grain,
        "scope": request.scope, "currency": request.currency, "codes": list(request.codes),
        "periods": [str(period) for period in request.periods], "dimension": request.dimension,
        "entities": list(request.entities), "sources": list(request.sources),
    }  # fmt: skip


def _lines(facts: list[dict[str, Any]]) -> list[Iterable[object]]:
    """Facts as lines of CSV, the first of which are the heads."""
    lines: list[Iterable[object]] = [facts[0]] if facts else []
    return [*lines, *([csv_field(value) for value in fact.values()] for fact in facts)]


def _named(fact: dict[str, Any], office: Office, language: str) -> dict[str, Any]:
    """A fact with the names of its codes behind them."""
    listings: dict[str, Listing[Any]] = {
        "partner": office.partners,
        "mode": office.modes,
        "province": office.regions,
    }
    return {
        **fact,
        **{
            f"{name}_name": listing.name(fact[name], language) if fact[name] else ""
            for name, listing in listings.items()
        },
    }


def show_source(desk: Desk, asked: Asked) -> Answer:
    """A file that was loaded: its name, hash and size, how it was read, and what it states."""
    language, sha256 = language_of(asked), asked.path["sha256"]
    view = desk.view(Vintage())
    for record in view.records:
        for source in record.sources:
            if source.sha256 == sha256:
                return draw_source(language, view, record, source)
    raise AddressError(
        "no file of this hash was loaded", where=asked.at, remedy="A number's page names its files."
    )


def draw_source(
    language: str, view: View, record: LoadRecord, source: SourceRecord, links: Links = SERVED,
    version: int | None = None,
) -> Answer:  # fmt: skip
    """The page of a file that a load took; of a version, where that is not the view's own."""
    return page(
        "source.html", language, version=view.version if version is None else version, links=links,
        office=view.office,
        others={code: links.to(code, "sources", source.sha256) for code in page_languages()},
        source=source, record=record, dialect=told_dialect(view.office, source.dialect, language),
        slices=[part for part in record.slices if part.source == source.sha256],
    )  # fmt: skip
