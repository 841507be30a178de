"""What leads to the reports of a site: the shelf, the search, the feed, maps for machines."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from yuebao.domain import Month
from yuebao.web.shelf import draw_shelf
from yuebao.web.site.catalogue import catalogue
from yuebao.web.site.files import CATALOGUE, FEED, INDEX, SEARCH, SiteLinks, web_address
from yuebao.web.templates import asset, drawn, page
from yuebao.web.words import page_languages, words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from yuebao.web.site.entry import SiteEntry

FEED_ENTRIES = 50
"""How many reports a feed has: the newest."""

SITEMAP_PAGES = 45_000
"""How many pages one sitemap lists; the standard allows 50,000."""

STATIC = ("report.css", "report.js", "site.css", "search.js", "sans.otf")
"""The files that pages load."""

SEARCH_DATA = "search-index.js"


def draw_indexes(entries: Sequence[SiteEntry], base: str) -> Iterator[tuple[str, bytes]]:
    """Every file that leads to reports, or that their pages load.

    Args:
        entries: The reports, in every language and currency.
        base: The site's address; empty where nobody said.
    """
    for name in STATIC:
        found = asset(name)
        assert found is not None, name  # noqa: S101 - the list is ours
        yield f"static/{name}", found.content
    languages = page_languages()
    for code in languages:
        yield f"{code}/{INDEX}", _shelf(entries, code, f"{code}/{INDEX}", base)
        yield f"{code}/{SEARCH}", _search_page(code, base)
        yield f"{code}/{SEARCH_DATA}", _search_data(entries, code)
        if base:
            yield f"{code}/{FEED}", _feed(entries, code, base)
    yield INDEX, _shelf(entries, languages[0], INDEX, base)
    yield "404.html", _absent(languages[0], base)
    yield CATALOGUE, catalogue(entries, base)
    yield "robots.txt", _robots(base)
    if base:
        yield from _sitemaps(entries, base)


def _shelf(entries: Iterable[SiteEntry], language: str, at: str, base: str) -> bytes:
    """The page of all reports: of each in the language, or in the first it is worded in."""
    links = SiteLinks(at, base)
    shown = []
    usual = (entry for entry in entries if not entry.currency)
    for name, group in groupby(sorted(usual, key=lambda one: (one.name, one.month)), _name):
        of_name = list(group)
        languages = {entry.language for entry in of_name}
        taken = language if language in languages else min(languages)
        held = [entry for entry in of_name if entry.language == taken]
        months = [Month.parse(entry.month) for entry in held]
        shown.append(
            {
                "name": name, "title": held[-1].title, "language": taken,
                "codes": held[-1].codes, "latest": months[-1],
                "years": [
                    (year, list(of_year))
                    for year, of_year in groupby(reversed(months), key=lambda month: month.year)
                ],
            }
        )  # fmt: skip
    version = max((entry.version for entry in entries), default=None)
    feed = links.to(language, FEED) if base else ""
    return draw_shelf(language, shown, version, links, _head(links, language), feed).content


def _name(entry: SiteEntry) -> str:
    return entry.name


def _head(links: SiteLinks, language: str) -> Any:
    """What a shelf says to machines: where its feed is, and the catalogue."""
    lines = [f'<link rel="alternate" type="application/ld+json" href="{links.path(CATALOGUE)}">\n']
    if links.base:
        feed = links.to(language, FEED)
        lines.append(f'<link rel="alternate" type="application/atom+xml" href="{feed}">\n')
        canonical = web_address(links.base, f"{language}/{INDEX}")
        lines.append(f'<link rel="canonical" href="{canonical}">\n')
    return drawn("".join(lines))


def _search_page(language: str, base: str) -> bytes:
    links = SiteLinks(f"{language}/{SEARCH}", base)
    others = {code: links.to(code, SEARCH) for code in page_languages()}
    return page("search.html", language, links=links, others=others).content


def _search_data(entries: Iterable[SiteEntry], language: str) -> bytes:
    """The reports of a language as a script has them, so that it can be read from a disk."""
    links = SiteLinks(f"{language}/{SEARCH}")
    records = []
    for entry in sorted(entries, key=lambda one: (one.month, one.name), reverse=True):
        if entry.language != language:
            continue
        year, month = entry.month.split("-")
        words = (entry.name, entry.month, f"{year}{month}", entry.money, *entry.codes,
                 *entry.goods)  # fmt: skip
        named = (("tables", entry.tables), ("charts", entry.charts))
        records.append(
            {
                "title": entry.headline + (f" ({entry.money})" if entry.currency else ""),
                "at": links.path(entry.file()),
                "words": " ".join(dict.fromkeys(words)),
                "heads": " ".join(entry.headings),
                "below": links.path(entry.file(pinned=True).removesuffix(INDEX)) + "/",
                "parts": [
                    [caption, f"{kind}/{name}.html"]
                    for kind, parts in named
                    for name, caption in parts.items()
                ],
            }
        )
    text = json.dumps(records, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.yuebaoReports={text};\n".encode()


def _absent(language: str, base: str) -> bytes:
    """The page of an address at which there is nothing."""
    words = words_in(language)
    return page(
        "refusal.html", language, links=SiteLinks("404.html", base, absolute=True),
        found=words["site"]["absent"], where="", remedy="",
    ).content  # fmt: skip


def _robots(base: str) -> bytes:
    """That anybody may read, and where the map is."""
    lines = ["User-agent: *", "Allow: /"]
    if base:
        lines += ["", f"Sitemap: {base}sitemap.xml"]
    return ("\n".join(lines) + "\n").encode()


def _feed(entries: Iterable[SiteEntry], language: str, base: str) -> bytes:
    """The newest reports of a language as an Atom feed; a revised one is updated."""
    words = words_in(language)
    held = [one for one in entries if one.language == language and not one.currency]
    held.sort(key=lambda one: (one.date, one.month, one.name), reverse=True)
    own = web_address(base, f"{language}/{FEED}")
    updated = held[0].date if held else "1970-01-01"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(words["tag"])}>',
        f"<id>{_text(own)}</id>",
        f"<title>{_text(words['name'])}</title>",
        f"<updated>{updated}T00:00:00Z</updated>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(own)}/>',
        f"<link href={quoteattr(web_address(base, f'{language}/{INDEX}'))}/>",
        f"<author><name>{_text(words['name'])}</name></author>",
    ]
    for entry in held[:FEED_ENTRIES]:
        author = f"<author><name>{_text(entry.institute)}</name></author>"
        lines += [
            "<entry>",
            f"<id>urn:uuid:{uuid5(NAMESPACE_URL, web_address(base, entry.file()))}</id>",
            f"<title>{_text(entry.headline)}</title>",
            f"<updated>{entry.date}T00:00:00Z</updated>",
            f"<link href={quoteattr(web_address(base, entry.file()))}/>",
            *([author] if entry.institute else []),
            f"<summary>{_text(entry.summary)}</summary>",
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>", ""]).encode()


def _text(text: str) -> str:
    """Text as XML has it, without what it cannot have."""
    return escape("".join(letter for letter in text if letter.isprintable()))


def _sitemaps(entries: Sequence[SiteEntry], base: str) -> Iterator[tuple[str, bytes]]:
    """The pages that stay where they are and show what is known now, for search engines."""
    together: dict[tuple[str, str, str], dict[str, SiteEntry]] = {}
    for entry in entries:
        together.setdefault((entry.name, entry.month, entry.currency), {})[entry.language] = entry
    pages = [
        _url({code: web_address(base, f"{code}/{INDEX}") for code in page_languages()}, code, "")
        for code in page_languages()
    ]
    for found in together.values():
        addresses = {code: web_address(base, one.file()) for code, one in found.items()}
        pages += [_url(addresses, code, one.date) for code, one in found.items()]
    parts = [pages[at : at + SITEMAP_PAGES] for at in range(0, len(pages), SITEMAP_PAGES)]
    if len(parts) == 1:
        yield "sitemap.xml", _xml("urlset", parts[0])
        return
    for number, part in enumerate(parts, 1):
        yield f"sitemap-{number}.xml", _xml("urlset", part)
    listed = [
        f"<sitemap><loc>{_text(web_address(base, f'sitemap-{number}.xml'))}</loc></sitemap>"
        for number in range(1, len(parts) + 1)
    ]
    yield "sitemap.xml", _xml("sitemapindex", listed)


def _url(addresses: Mapping[str, str], language: str, day: str) -> str:
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(words_in(code)["tag"])} '
        f"href={quoteattr(address)}/>"
        for code, address in addresses.items()
    )
    changed = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<url><loc>{_text(addresses[language])}</loc>{changed}{alternates}</url>"


def _xml(root: str, lines: Iterable[str]) -> bytes:
    spaces = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    )
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {spaces}>'
    return "\n".join([head, *lines, f"</{root}>", ""]).encode()
