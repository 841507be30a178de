"""The shelf: every report that can be had, by month."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from yuebao.web.links import SERVED
from yuebao.web.refusals import AddressError, in_language
from yuebao.web.templates import page
from yuebao.web.words import page_languages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from yuebao.domain import YuebaoError
    from yuebao.web.answer import Answer, Asked
    from yuebao.web.desk import Desk
    from yuebao.web.links import Links


def language_of(asked: Asked) -> str:
    """The language an address names.

    Raises:
        AddressError: There are no pages in it.
    """
    language = asked.path["lang"]
    if language not in page_languages():
        raise AddressError(
            f"there are no pages in {language!r}",
            where=asked.at,
            remedy=f"There are in {' and '.join(page_languages())}.",
        )
    return language


def show_shelf(desk: Desk, asked: Asked) -> Answer:
    """The page of all reports."""
    language, shelf = language_of(asked), desk.shelf()
    entries = [
        {
            "name": entry.known.name,
            "title": entry.titles.get(language) or next(iter(entry.titles.values())),
            "language": language if language in entry.titles else next(iter(entry.titles)),
            "codes": entry.known.definition.subject.codes,
            "latest": entry.months[-1],
            "currencies": entry.currencies,
            "years": [
                (year, list(months))
                for year, months in groupby(reversed(entry.months), key=lambda month: month.year)
            ],
        }
        for entry in shelf.entries
    ]
    refused = [
        (name, in_language(error, language, desk.say))
        for name, error in desk.refused_definitions().items()
    ]
    return draw_shelf(language, entries, shelf.version, SERVED, refused=refused)


def draw_shelf(
    language: str, entries: Sequence[Mapping[str, Any]], version: int | None, links: Links,
    head: Markup | str = "", feed: str = "", refused: Sequence[tuple[str, YuebaoError]] = (),
) -> Answer:  # fmt: skip
    """The page of all reports.

    Args:
        language: Its language.
        entries: Of each definition its name, title and codes, and its months by year.
        version: The store's version it rests on.
        links: How it leads to other pages.
        head: What machines read at its head.
        feed: Where a feed of new reports is; empty where there is none.
        refused: The definitions that cannot be read now, each with what is wrong.
    """
    others = {code: links.to(code, "") for code in page_languages()}
    return page("shelf.html", language, version=version, entries=entries, links=links,
                others=others, head=head, feed=feed, refused=refused)  # fmt: skip
