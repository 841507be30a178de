"""A report as a page, its files, and what was revised since it was issued."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from yuebao.render import FORMATS, find_format
from yuebao.render._provenance import Ledger
from yuebao.render.html import Body, contents_html, cover_html, logo_html, notices_html
from yuebao.report import compare_documents
from yuebao.report.model import Chart, Heading, Table
from yuebao.web.answer import Answer, moved
from yuebao.web.opened import BESIDE, EarlierMarker, Opened, absent, open_report, split_ending
from yuebao.web.shelf import language_of
from yuebao.web.templates import drawn, page
from yuebao.web.vintage import LATEST, Vintage
from yuebao.web.words import words_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from markupsafe import Markup

    from yuebao.domain import Month
    from yuebao.report.model import Figure
    from yuebao.web.answer import Asked
    from yuebao.web.desk import Desk, Edition

FORMAT_NAMES = tuple(known.extension for known in FORMATS)


def to_latest(desk: Desk, asked: Asked) -> Answer:
    """A report of which no moment is named is that of now."""
    del desk
    language_of(asked)
    path, _, query = asked.at.partition("?")
    return moved(f"{path.rstrip('/')}/{LATEST}" + (f"?{query}" if query else ""))


def show_report(desk: Desk, asked: Asked) -> Answer:
    """The report as a page, drawn once."""
    opened = open_report(desk, asked)
    of, around = opened.edition.key, Surroundings()
    if not opened.vintage.is_pinned:  # of which nothing may change, such as the month after it
        around = _surroundings(desk, opened, beside=asked.query.get(BESIDE, "") == "before")
    beside = around.beside and around.beside.key
    key = (of, opened.vintage, opened.currency, around.before, around.after, around.issues, beside)
    return desk.pages.get(key, lambda: _draw_report(desk, opened, around))


def _surroundings(desk: Desk, opened: Opened, *, beside: bool) -> Surroundings:
    """What the page says beside the report, but for what was revised, which takes a while."""
    key = opened.edition.key
    before, after = _neighbours(desk, opened)
    issues = desk.issues(key.name, key.month)
    shown = before if beside else None
    return Surroundings(
        before,
        after,
        has_beside=before is not None,
        has_revisions=len(issues) > 1,
        issues=issues,
        beside=None if shown is None else desk.edition(
            opened.language, key.name, str(shown), opened.vintage, opened.currency
        ),
    )  # fmt: skip


def _draw_report(desk: Desk, opened: Opened, around: Surroundings) -> Answer:
    if not around.has_revisions:
        return draw_report(opened, around)
    revised = _revised(opened, _first_issued(desk, opened))
    return draw_report(opened, replace(around, revised=revised))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the page of a report says beside the report.

    Attributes:
        before: The month before it, of those there are.
        after: The month after it.
        has_beside: Whether there is a page with the numbers of the month before beside its own.
        has_revisions: Whether there is a page of what was revised since it was issued.
        issues: The days it could be issued at, the first and those it was revised at.
        revised: What was: each number with what it is of, and how it read before.
        beside: The report of the month before, where its numbers stand beside these.
    """

    before: Month | None = None
    after: Month | None = None
    has_beside: bool = False
    has_revisions: bool = False
    issues: tuple[date, ...] = ()
    revised: tuple[Mapping[str, object], ...] = ()
    beside: Edition | None = None


def draw_report(opened: Opened, surroundings: Surroundings, head: Markup | str = "") -> Answer:
    """The page of a report; `head` is what machines read at its head."""
    document, key = opened.edition.document, opened.edition.key
    ledger, words = Ledger(document), document.words
    mark = opened.marker(ledger)
    other = surroundings.beside
    both = None
    if other is not None:
        said = words_in(opened.language)["in_month"].format(other.key.month)
        moment = None if opened.links.is_served else Opened(other, opened.vintage, "").permanent
        both = EarlierMarker(mark, opened, other, said, moment)
    body = Body(words, mark, lambda part: _beside(opened, part), both)
    headings = [part for part in document.parts if isinstance(part, Heading)]
    return page(
        "report.html",
        opened.language,
        version=key.version,
        pinned=opened.vintage.is_pinned,
        links=opened.links,
        others=opened.others(),
        opened=opened,
        title=opened.edition.title,
        cover=drawn(logo_html(document) + cover_html(document.cover, document.date.isoformat())),
        notices=drawn(notices_html(document.notices, words.page.notices)),
        contents=drawn(contents_html(headings)),
        page_words=words.page,
        body=drawn("\n".join(body.parts(document.parts))),
        ledger=drawn(ledger.to_json()),
        formats=FORMATS,
        surroundings=surroundings,
        latest=LATEST,
        head=head,
    )  # fmt: skip


def _neighbours(desk: Desk, opened: Opened) -> tuple[Month | None, Month | None]:
    """The month before this and the one after it, of those there are."""
    key = opened.edition.key
    months = desk.shelf().find(key.name).months
    before = [month for month in months if month < key.month]
    after = [month for month in months if month > key.month]
    return before[-1] if before else None, after[0] if after else None


def _beside(opened: Opened, part: Table | Chart) -> str:
    """The addresses of a table or a chart."""
    words, names = words_in(opened.language), opened.edition.names
    endings: tuple[str, ...] = ("csv", "json")
    if isinstance(part, Table):
        kind = "tables"
        name = next(name for name, table in names.tables.items() if table is part)
    else:
        kind, endings = "charts", ("svg", *endings)
        name = next(name for name, chart in names.charts.items() if chart is part)
    links = [(words["address"], opened.at(kind, name))]
    links += [(ending.upper(), opened.at(kind, f"{name}.{ending}")) for ending in endings]
    told = " ".join(f'<a href="{escape(address)}">{escape(word)}</a>' for word, address in links)
    return f'\n<p class="addresses">{told}</p>'


def show_file(desk: Desk, asked: Asked) -> Answer:
    """A report as a file to keep."""
    opened = open_report(desk, asked)
    stem, ending = split_ending(asked.path["name"], FORMAT_NAMES)
    if stem != "report":
        raise absent("file", asked)
    form = find_format(next(known.name for known in FORMATS if known.extension == ending))
    document = opened.edition.document
    return Answer(
        desk.drawn(opened.edition, form.name),
        form.media_type,
        opened.edition.key.version,
        pinned=opened.vintage.is_pinned,
        headers=as_download(f"{document.definition}-{document.month}.{ending}"),
    )


def as_download(name: str) -> dict[str, str]:
    """What lets a browser save an answer under a name, whatever its letters."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}


def show_revisions(desk: Desk, asked: Asked) -> Answer:
    """What reads otherwise than when the report was first issued."""
    opened = open_report(desk, asked)
    key = opened.edition.key
    issues = desk.issues(key.name, key.month)
    vintages = {day.isoformat(): opened.at(vintage=Vintage(as_of=day)) for day in issues}
    first = issues[0] if issues else None
    return draw_revisions(opened, _first_issued(desk, opened), first, vintages)


def _first_issued(desk: Desk, opened: Opened) -> Edition | None:
    """The report as it could first be issued; None where that is the one opened."""
    key = opened.edition.key
    issues = desk.issues(key.name, key.month)
    if not issues or issues[0] == key.as_of:
        return None
    vintage = Vintage(version=key.version, as_of=issues[0])
    return desk.edition(opened.language, key.name, str(key.month), vintage, opened.currency)


def draw_revisions(
    opened: Opened, earlier: Edition | None, first: date | None, vintages: Mapping[str, str]
) -> Answer:
    """The page of what reads otherwise in a report than in an earlier edition of it.

    Args:
        opened: The report.
        earlier: The earlier edition; None where it is the same.
        first: The day it is of.
        vintages: Where the report is as it was known at other times, by what they are called.
    """
    edition = opened.edition
    revised = _revised(opened, earlier)
    return page(
        "revisions.html",
        opened.language,
        version=edition.key.version,
        links=opened.links,
        others=opened.others("revisions"),
        opened=opened,
        title=edition.title,
        first=first,
        revised=revised,
        vintages=vintages,
    )


def _revised(opened: Opened, earlier: Edition | None) -> tuple[Mapping[str, object], ...]:
    """Each number that reads otherwise than in an earlier edition: what, where, and both."""
    words, edition = words_in(opened.language), opened.edition
    names = edition.document.words.names
    found = () if earlier is None else compare_documents(earlier.document, edition.document)
    return tuple(
        {
            "label": one.label,
            "table": one.table,
            "side": words["sides"][one.address.side],
            "measure": names.measures[one.address.measure],
            "window": names.windows[one.address.window],
            "before": told_figure(one.before),
            "after": told_figure(one.after),
            "at": opened.at("figures", edition.names.of(one.after)) if one.after else "",
        }
        for one in found
    )


def told_figure(figure: Figure | None) -> str:
    """A number with its unit, as printed; empty where there is none."""
    if figure is None:
        return ""
    return figure.text if figure.value is None else f"{figure.text} {figure.unit}"
