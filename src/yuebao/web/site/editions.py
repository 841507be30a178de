"""A report's files: its page, its tables, charts and figures, and what can be downloaded."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.render import FORMATS
from yuebao.render._provenance import for_script
from yuebao.report.model import Heading, Table
from yuebao.web.figures import (
    CHART_ENDINGS,
    ENDINGS,
    draw_chart,
    draw_figures,
    draw_table,
)
from yuebao.web.opened import BESIDE, Opened
from yuebao.web.reports import Surroundings, draw_report, draw_revisions
from yuebao.web.site.catalogue import data_set
from yuebao.web.site.files import FEED, SiteLinks, file_of, web_address
from yuebao.web.templates import drawn
from yuebao.web.vintage import LATEST, Vintage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from markupsafe import Markup

    from yuebao.web.desk import Desk, Edition
    from yuebao.web.site.entry import SiteEntry


def open_edition(edition: Edition, vintage: Vintage, currency: str, base: str) -> Opened:
    """A report as pages of a site have it.

    Args:
        edition: The report.
        vintage: The permanent moment it is of, or the latest.
        currency: Its currency where it is not the one taken where none is named.
        base: The site's address.
    """
    key = edition.key
    parts = "" if vintage.is_pinned else str(Opened(edition, vintage, currency).permanent)
    at = file_of((key.language, "reports", key.name, str(key.month), str(vintage)), currency)[0]
    return Opened(edition, vintage, currency, SiteLinks(at, base, parts))


def draw_permanent(desk: Desk, opened: Opened) -> Iterator[tuple[str, bytes]]:
    """Each file under the permanent address of a report, with its content."""
    for form in FORMATS:
        yield _file(opened, f"report.{form.extension}"), desk.drawn(opened.edition, form.name)
    yield _file(opened), draw_report(opened, Surroundings()).content
    names = opened.edition.names
    for kind, named, endings, draw in (
        ("tables", names.tables, ENDINGS, draw_table),
        ("charts", names.charts, CHART_ENDINGS, draw_chart),
    ):
        for name in named:
            for ending in endings:
                file = _file(opened, kind, name if ending == "html" else f"{name}.{ending}")
                yield file, draw(_standing_in(opened, file), name, ending).content
    for ending in ENDINGS:
        file = _file(opened, "figures", f"all.{ending}")
        yield file, draw_figures(_standing_in(opened, file), ending).content


def draw_live(opened: Opened, surroundings: Surroundings, entry: SiteEntry) -> tuple[str, bytes]:
    """The live page of a report."""
    links = opened.links
    assert isinstance(links, SiteLinks)  # noqa: S101 - as open_edition makes it
    head = _head(links, entry)
    return links.at, draw_report(opened, surroundings, head=head).content


def draw_beside(opened: Opened, surroundings: Surroundings) -> tuple[str, bytes]:
    """The tables of a report with the numbers of the month before beside its own."""
    file, edition = _file(opened, BESIDE), opened.edition
    tables = tuple(one for one in edition.document.parts if isinstance(one, Heading | Table))
    there = _standing_in(opened, file)
    shown = replace(edition, document=replace(edition.document, parts=tables))
    return file, draw_report(replace(there, edition=shown), surroundings).content


def draw_revised(
    opened: Opened, earlier: Edition | None, first: date | None, vintages: Mapping[str, str]
) -> tuple[str, bytes]:
    """The page of what was revised since a report was issued.

    Args:
        opened: The report, live.
        earlier: What it was when it was first issued.
        first: When that was.
        vintages: The permanent parts of its addresses, each with its release's day.
    """
    file = _file(opened, "revisions")
    there = _standing_in(opened, file)
    at = {f"{day} ({name})": there.at(vintage=name) for name, day in vintages.items()}
    return file, draw_revisions(there, earlier, first, at).content


def _head(links: SiteLinks, entry: SiteEntry) -> Markup:
    """What machines read at the head of a report's page."""
    lines = [
        '<script type="application/ld+json">'
        f"{for_script(json.dumps(data_set(entry, links), ensure_ascii=False))}</script>\n"
    ]
    if links.base:
        lines.append(f'<link rel="canonical" href="{web_address(links.base, links.at)}">\n')
        feed = links.to(entry.language, FEED)
        lines.append(f'<link rel="alternate" type="application/atom+xml" href="{feed}">\n')
    return drawn("".join(lines))


def _file(opened: Opened, *below: str) -> str:
    """The file of a report's page, or of something in it, at its vintage."""
    key = opened.edition.key
    vintage = str(opened.vintage) if opened.vintage.is_pinned else LATEST
    parts = (key.language, "reports", key.name, str(key.month), vintage, *below)
    return file_of(parts, opened.currency.lower())[0]


def _standing_in(opened: Opened, file: str) -> Opened:
    """The same report with links from another file of it."""
    links = opened.links
    assert isinstance(links, SiteLinks)  # noqa: S101 - as open_edition makes it
    return replace(opened, links=replace(links, at=file))
