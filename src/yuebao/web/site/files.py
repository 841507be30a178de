"""The addresses of a site: which file is at each, and how its files link to each other."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from yuebao.web.links import quoted
from yuebao.web.opened import BESIDE
from yuebao.web.vintage import LATEST

INDEX = "index.html"

SEARCH = "search.html"
"""The page of the search, in the folder of a language."""

FEED = "feed.xml"
"""The feed of new reports, in the folder of a language."""

CATALOGUE = "catalog.jsonld"
"""The reports as data sets."""

LIVE = ("revisions", BESIDE)
"""What a report has at its live address alone, beside its page."""


@dataclass(frozen=True, slots=True)
class SiteLinks:
    """Links between the files of a site.

    Attributes:
        at: The file they stand in.
        base: The site's address, with a slash at its end; empty where nobody said.
        pinned: The vintage under which parts of the report shown are kept; where none is named,
            their live address is that of the report.
        absolute: Whether links begin with the site's address, where it is known.
    """

    at: str
    base: str = ""
    pinned: str = ""
    absolute: bool = False
    is_served = False

    def to(self, *parts: str, currency: str = "", query: str = "") -> str:
        """Where a link leads: from one file to another."""
        del query
        file, fragment = self._file(parts, currency)
        if self.absolute and self.base:
            return web_address(self.base, file) + fragment
        return self.path(file) + fragment

    def path(self, file: str) -> str:
        """The way from the file they stand in to another."""
        path = posixpath.relpath(file, posixpath.dirname(self.at) or ".")
        return "/".join(map(quoted, path.split("/")))

    def said(self, *parts: str, currency: str = "", query: str = "") -> str:
        """The address as it is written to be cited: whole where the site's own is known."""
        del query
        file, fragment = self._file(parts, currency)
        return web_address(self.base, file) + fragment

    def _file(self, parts: tuple[str, ...], currency: str) -> tuple[str, str]:
        if len(parts) > 5 and parts[4] == LATEST and parts[5] not in LIVE:
            parts = (*parts[:4], self.pinned, *parts[5:]) if self.pinned else parts[:5]
        return file_of(parts, currency)


def file_of(parts: tuple[str, ...], currency: str = "") -> tuple[str, str]:
    """The file at an address, and the place in it.

    Args:
        parts: The address as a server has it, part by part.
        currency: Where it is not the one that is taken where none is named.
    """
    if parts[1:2] != ("reports",):
        path = "/".join(parts)
        if path.endswith("/"):
            return path + INDEX, ""
        return (path if "." in parts[-1] else f"{path}.html"), ""
    language, _, name, month, vintage, *below = parts
    folder = f"{language}/reports/{name}/{month}{f'-{currency}' if currency else ''}"
    if vintage != LATEST:
        folder = f"{folder}/{vintage}"
    match below:
        case []:
            return f"{folder}/{INDEX}", ""
        case ["figures", figure]:
            stem, _, ending = figure.partition(".")
            return f"{folder}/figures.{ending or 'html'}", "" if ending else f"#{quoted(stem)}"
        case [file] if file.startswith("report."):
            whole = f"{name}-{month}{f'-{currency}' if currency else ''}"
            return f"{folder}/{whole}.{file.partition('.')[2]}", ""
    path = "/".join((folder, *below))
    return (path if "." in below[-1] else f"{path}.html"), ""


def web_address(base: str, file: str) -> str:
    """A file's address on the web: of an index that of its folder."""
    folder, _, name = file.rpartition("/")
    shown = (f"{folder}/" if folder else "") if name == INDEX else file
    return base + "/".join(map(quoted, shown.split("/")))
