"""The shelf: every report that can be had, by month."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from yuebao.web.refusals import AddressError
from yuebao.web.templates import page
from yuebao.web.words import page_languages

if TYPE_CHECKING:
    from yuebao.web.answer import Answer, Asked
    from yuebao.web.desk import Desk


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
    return page("shelf.html", language, version=shelf.version, entries=entries,
                others={code: f"/{code}/" for code in page_languages()})  # fmt: skip
