"""Making a site: which pages there are, and which of them are drawn anew.

A report's permanent files are drawn once for what they rest on: the definition, the house style,
the store at the last load that could be behind the report, and this version of yuebao. Its live
page is drawn anew where a month came before or after it, too. What former runs put at permanent
addresses stays, as long as the report is on the shelf.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from yuebao import __version__
from yuebao.domain import SILENT, Month, UnavailableError, UserError, YuebaoError
from yuebao.publish.errors import system_error
from yuebao.publish.vintages import loads_of
from yuebao.render import FORMATS
from yuebao.report import DEFAULT_THEME, load_theme
from yuebao.sources import clear_scratch, scratch_folder
from yuebao.web.desk import Desk
from yuebao.web.links import check_base
from yuebao.web.reports import Surroundings
from yuebao.web.rows import draw_source
from yuebao.web.settings import WebSettings
from yuebao.web.site.editions import (
    draw_beside,
    draw_live,
    draw_permanent,
    draw_revised,
    open_edition,
)
from yuebao.web.site.entry import entry_of
from yuebao.web.site.files import SiteLinks, file_of
from yuebao.web.site.folder import SiteFolder, SiteReport, held, read_manifest
from yuebao.web.site.indexes import draw_indexes
from yuebao.web.vintage import LATEST, Vintage
from yuebao.web.words import page_languages, untranslated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from yuebao.domain import Period, Progress
    from yuebao.publish.shelf import ShelfEntry
    from yuebao.web.desk import Edition
    from yuebao.web.opened import Opened
    from yuebao.web.site.entry import SiteEntry
    from yuebao.web.site.folder import Manifest, Written

SECONDS = 3600.0
"""How long one question to the store may take: nobody waits at a page."""


@dataclass(frozen=True, slots=True)
class SiteRequest:
    """A site that is asked for.

    Attributes:
        store: The store's folder.
        out: The site's.
        base: The address it will be at, as `https://host/path`; empty for none.
        definitions: A folder of definitions beside the shipped ones.
        reports: Only these definitions; all where none is named. What the site has of others stays.
        months: Only these months; None for all. What the site has of others stays.
    """

    store: Path
    out: Path
    base: str = ""
    definitions: Path | None = None
    reports: tuple[str, ...] = ()
    months: Period | None = None

    def asks_for(self, name: str, month: Month) -> bool:
        """Whether it is about a definition's report of a month."""
        in_months = self.months is None or self.months.first <= month <= self.months.last
        return in_months and (not self.reports or name in self.reports)


@dataclass(frozen=True, slots=True)
class FailedReport:
    """A report that could not be made, and why; what the site had of it stays."""

    stem: str
    error: YuebaoError


@dataclass(frozen=True, slots=True)
class Site:
    """What became of a site.

    Attributes:
        reports: How many reports of a month it has.
        files: What became of its files.
        failed: The reports that could not be made.
        has_feed: Whether it has a feed and a sitemap.
    """

    reports: int
    files: Written
    failed: tuple[FailedReport, ...]
    has_feed: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    """A report of a month that a site shall have.

    Attributes:
        entry: What can be had of its definition.
        month: The month.
        vintage: The moment it is of.
        key: A text that changes with what its permanent files are drawn from.
        releases: The versions and days of all loads it rests on.
    """

    entry: ShelfEntry
    month: Month
    vintage: Vintage
    key: str
    releases: tuple[tuple[int, str], ...]

    @property
    def name(self) -> str:
        return self.entry.known.name

    @property
    def stem(self) -> str:
        return f"{self.name}/{self.month}"

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(code for code in page_languages() if code in self.entry.titles)


def build_site(request: SiteRequest, progress: Progress = SILENT) -> Site:
    """Write a site, or what changed of it.

    Raises:
        UserError: The address is none, a report is not known, or another's file is in the way.
        DefinitionError: A file of the folder of definitions is none.
        StoreError: There is no store.
        PlaceError: The system refuses, or another run writes there.
    """
    base = check_base(request.base)
    desk = Desk(WebSettings(request.store, definitions=request.definitions, seconds=SECONDS),
                untranslated)  # fmt: skip
    try:
        plans = _plans(desk, request, base)
        request.out.mkdir(parents=True, exist_ok=True)
        with held(request.out):
            former = read_manifest(request.out)
            clear_scratch(request.out)
            with scratch_folder(request.out) as drawn:
                folder = SiteFolder(request.out, drawn, former)
                maker = _Maker(desk, base, folder, former, progress)
                maker.keep_others(request)
                return maker.make(plans)
    except OSError as error:
        raise system_error(error) from error
    finally:
        desk.close()


def _plans(desk: Desk, request: SiteRequest, base: str) -> list[_Plan]:
    """The reports that a site shall have.

    Raises:
        UserError: A report is not known.
        UnavailableError: There is none.
    """
    for error in desk.refused_definitions().values():
        raise error
    known = desk.definitions()
    if unknown := [name for name in request.reports if name not in known]:
        raise UserError(f"there is no definition {unknown[0]}", where="--report",
                        remedy=f"There are {', '.join(known)}.")  # fmt: skip
    view, plans = desk.view(Vintage()), []
    for entry in desk.shelf().entries:
        definition = entry.known.definition
        loads = loads_of(view, definition)
        style = repr(load_theme(definition.theme or DEFAULT_THEME))
        for month in entry.months:
            if not request.asks_for(entry.known.name, month):
                continue
            rests = tuple(one.record for one in loads if one.since <= month)
            vintage = Vintage(
                max((one.version for one in rests), default=view.version), entry.known.fingerprint
            )
            said = (__version__, base, style, str(vintage), entry.titles, entry.currencies)
            released = tuple((one.version, one.released.isoformat()) for one in rests)
            plans.append(_Plan(entry, month, vintage, _hashed(*said), released))
    if not plans:
        raise UnavailableError(
            "the store holds no month that a report asked for could be made of",
            where=str(request.store),
            remedy="Load files of its goods, or see what is there: yuebao status.",
        )
    return plans


def _hashed(*said: object) -> str:
    """A short text that changes with what is said."""
    return sha256(repr(said).encode()).hexdigest()[:32]


class _Maker:
    """One making of a site."""

    def __init__(
        self, desk: Desk, base: str, folder: SiteFolder, former: Manifest, progress: Progress
    ) -> None:
        self._desk, self._base, self._folder = desk, base, folder
        self._former, self._progress = former, progress
        self._reports: dict[str, SiteReport] = {}
        self._failed: list[FailedReport] = []
        self._before: _Plan | None = None

    def keep_others(self, request: SiteRequest) -> None:
        """Let the site have what it has beside what is asked for."""
        for stem, report in self._former.reports.items():
            name, _, month = stem.rpartition("/")
            if not request.asks_for(name, Month.parse(month)):
                self._reports[stem] = report
                self._folder.keep(self._folder.of_report(stem))

    def make(self, plans: list[_Plan]) -> Site:
        """Draw what changed, and write it."""
        steps = len(plans) + 1
        for done, plan in enumerate(plans):
            self._progress.step(f"draw {plan.stem}", done, steps)
            if self._make_permanent(plan):
                self._go_on_to(plan)
        self._go_on_to(None)
        self._progress.step("write", steps - 1, steps)
        entries = [entry for _, one in sorted(self._reports.items()) for entry in one.entries]
        for file, content in draw_indexes(entries, self._base):
            self._folder.put(file, content)
        self._put_sources({sha256 for entry in entries for sha256 in entry.sources})
        files = self._folder.publish(self._reports)
        return Site(len(self._reports), files, tuple(self._failed), bool(self._base))

    def _go_on_to(self, plan: _Plan | None) -> None:
        """Draw the live page of the report before, now that it is known which comes after it.

        What it shows is at hand as long as not many others were drawn since.
        """
        if self._before is not None:
            self._make_live(self._before)
        self._before = plan

    def _make_permanent(self, plan: _Plan) -> bool:
        """Draw a report's permanent files or keep them, and what was published of it before.

        Returns:
            Whether the report could be made; where it could not, all that was there of it stays.
        """
        had = self._former.reports.get(plan.stem)
        vintage = str(plan.vintage)
        kept = {} if had is None else {n: day for n, day in had.vintages.items() if n != vintage}
        for name in kept:
            self._folder.keep(self._folder.of_vintage(plan.stem, name))
        if had is not None and had.key == plan.key:
            files = self._folder.of_vintage(plan.stem, vintage)
            if self._folder.has_all(files):
                self._folder.keep(files)
                self._reports[plan.stem] = had
                return True
        try:
            editions = self._editions(plan)
        except YuebaoError as error:
            self._failed.append(FailedReport(plan.stem, error))
            if had is not None:
                self._folder.keep(self._folder.of_report(plan.stem))
                self._reports[plan.stem] = had
            return False
        entries = tuple(self._draw(plan, currency, one) for currency, one in editions)
        vintages = {**kept, vintage: entries[0].date}
        self._reports[plan.stem] = SiteReport(plan.key, "", vintages, entries)
        return True

    def _editions(self, plan: _Plan) -> list[tuple[str, Edition]]:
        """A report in every language and currency it can be had in, each with its currency's name.

        Raises:
            YuebaoError: It cannot be had in the currency that is taken where none is named.
        """
        found = [("", self._edition(plan, language, "")) for language in plan.languages]
        for currency in found[0][1].currencies[1:]:
            named = str(currency).lower()
            try:
                found += [(named, self._edition(plan, code, named)) for code in plan.languages]
            except UnavailableError:
                continue
            except YuebaoError as error:
                self._failed.append(FailedReport(f"{plan.stem} {currency}", error))
        return found

    def _edition(
        self, plan: _Plan, language: str, currency: str, as_of: date | None = None
    ) -> Edition:
        vintage = replace(plan.vintage, as_of=as_of)
        return self._desk.edition(language, plan.name, str(plan.month), vintage, currency)

    def _draw(self, plan: _Plan, currency: str, edition: Edition) -> SiteEntry:
        """Draw the permanent files of a report."""
        sizes = {form.extension: len(self._desk.drawn(edition, form.name)) for form in FORMATS}
        opened = open_edition(edition, plan.vintage, currency, self._base)
        for file, content in draw_permanent(self._desk, opened):
            self._folder.put(file, content)
        return entry_of(edition, str(plan.vintage), currency, sizes)

    def _make_live(self, plan: _Plan) -> None:
        """Draw the live page of a report, or keep it."""
        report = self._reports[plan.stem]
        stems = (stem.rpartition("/") for stem in self._reports)
        months = [Month.parse(month) for name, _, month in stems if name == plan.name]
        before = max((month for month in months if month < plan.month), default=None)
        after = min((month for month in months if month > plan.month), default=None)
        former = self._reports.get(f"{plan.name}/{before}")
        live = _hashed(plan.key, before, after, report.vintages, plan.releases,
                       former and former.key)  # fmt: skip
        files = self._folder.of_vintage(plan.stem, LATEST)
        if report.live == live and self._folder.has_all(files):
            self._folder.keep(files)
            return
        for entry in report.entries:
            edition = self._edition(plan, entry.language, entry.currency)
            opened = open_edition(edition, Vintage(), entry.currency, self._base)
            revised = self._draw_revised(plan, entry, opened, report.vintages)
            beside = self._beside(former, entry)
            around = Surroundings(before, after, has_beside=bool(beside), has_revisions=revised)
            self._folder.put(*draw_live(opened, around, entry))
            if beside:
                self._folder.put(*draw_beside(opened, replace(around, beside=beside)))
        self._reports[plan.stem] = replace(report, live=live)

    def _beside(self, former: SiteReport | None, entry: SiteEntry) -> Edition | None:
        """What the site has of the month before, in the language and currency of a report."""
        asked = entry.language, entry.currency
        for one in former.entries if former else ():
            if (one.language, one.currency) == asked:
                try:
                    return self._desk.edition(
                        one.language, one.name, one.month, Vintage.parse(one.vintage), one.currency
                    )
                except YuebaoError:
                    return None
        return None

    def _draw_revised(
        self, plan: _Plan, entry: SiteEntry, opened: Opened, vintages: Mapping[str, str]
    ) -> bool:
        """Draw the page of what was revised since a report was first issued, if anything was."""
        issues = self._desk.issues(plan.name, plan.month)
        if len(issues) < 2:
            return False
        try:
            earlier = self._edition(plan, entry.language, entry.currency, issues[0])
        except YuebaoError:
            return False
        self._folder.put(*draw_revised(opened, earlier, issues[0], vintages))
        return True

    def _put_sources(self, wanted: set[str]) -> None:
        """Draw the page of every file that a number came from, now or in what stays."""
        wanted = wanted | self._folder.sources()
        view = self._desk.view(Vintage())
        for record in view.records:
            for source in record.sources:
                if source.sha256 in wanted:
                    for code in page_languages():
                        file = file_of((code, "sources", source.sha256))[0]
                        links = SiteLinks(file, self._base)
                        shown = draw_source(code, view, record, source, links, record.version)
                        self._folder.put(file, shown.content)
