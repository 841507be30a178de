"""What answers are made from: the store at a moment, definitions, and reports once they are built.

Reports are built once for a version of the store and kept, the last used last; two readers who ask
for the same one wait for one building.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Generic, TypeVar

from yuebao.domain import Currency, Month, UserError
from yuebao.indicators import find_currencies
from yuebao.publish.addresses import AddressNames
from yuebao.publish.build import BuildRequest, build_audited, refuse_untrue
from yuebao.publish.shelf import FoundDefinitions, issues_of, look_at_shelf, read_definitions
from yuebao.publish.vintages import loads_of
from yuebao.render import find_format
from yuebao.render._walk import source_names
from yuebao.store import DuckDB, Store
from yuebao.web.links import ServerLinks, check_base
from yuebao.web.refusals import AddressError, GoneError
from yuebao.web.regions import read_map
from yuebao.web.staging import Brought, StagedAudit, Staging
from yuebao.web.vintage import Vintage
from yuebao.web.works import Works

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping
    from datetime import date

    from yuebao.domain import YuebaoError
    from yuebao.publish.explore import Exploration
    from yuebao.publish.shelf import KnownDefinition, ShelfEntry
    from yuebao.publish.vintages import GoodsLoad
    from yuebao.reference import Office
    from yuebao.report import Document
    from yuebao.store import View
    from yuebao.web.answer import Answer
    from yuebao.web.settings import WebSettings
    from yuebao.web.words import Say

KEPT_EDITIONS = 48
"""How many built reports are kept."""

KEPT_DRAWINGS = 96
"""How many files drawn of them are kept."""

KEPT_ANSWERS = 256
"""How many pages and files of figures, tables, charts and questions are kept."""

KEPT_EXPLORATIONS = 256
"""How many answers to questions are kept."""

KEPT_NAMES = 4096
"""How many names of goods are kept."""

KEPT_VIEWS = 8
"""How many moments of the store are kept open beside the latest."""

_T = TypeVar("_T")


class Kept(Generic[_T]):
    """What was made once, the last used last; made by one thread while others wait for it.

    Args:
        most: How many are kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, _T] = OrderedDict()
        self._makers: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def held(self, key: Hashable) -> _T | None:
        """What stands under a key; None where it is not there."""
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
            return found

    def get(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """What stands under a key, made where it is not there; a failure is not kept."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
            maker = self._makers.setdefault(key, Lock())
        with maker:
            with self._lock:
                if key in self._held:
                    return self._held[key]
            try:
                made = make()
            finally:
                with self._lock:
                    self._makers.pop(key, None)
            with self._lock:
                self._held[key] = made
                while len(self._held) > self._most:
                    self._held.popitem(last=False)
            return made


@dataclass(frozen=True, slots=True)
class EditionKey:
    """What a built report depends on: of the store, the last load that bears on it."""

    language: str
    name: str
    fingerprint: str
    month: Month
    currency: Currency | None
    version: int
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Edition:
    """A built report.

    Attributes:
        key: What it depends on.
        known: Its definition.
        document: The report.
        names: What its figures, tables and charts are called.
        currencies: The currencies it can be had in.
        files: The names of the files its figures came from, by SHA-256.
    """

    key: EditionKey
    known: KnownDefinition
    document: Document
    names: AddressNames
    currencies: tuple[Currency, ...]
    files: Mapping[str, str]

    @property
    def title(self) -> str:
        """What the report is called, with its month."""
        return self.document.cover.headline


def _currency(text: str, office: Office) -> Currency | None:
    """A currency by its letters; None where none is named.

    Raises:
        UserError: The office has none of the kind.
    """
    if not text:
        return None
    codes = [words.code for words in office.currencies]
    if text.upper() not in codes:
        raise UserError(f"{text!r} is no currency here", remedy=f"Take {' or '.join(codes)}.")
    return Currency(text.upper())


@dataclass(frozen=True, slots=True)
class Shelf:
    """What can be had now, and of which version of the store."""

    version: int
    entries: tuple[ShelfEntry, ...]

    def find(self, name: str) -> ShelfEntry:
        """What can be had of a definition.

        Raises:
            AddressError: Nothing, or there is none of the name.
        """
        for entry in self.entries:
            if entry.known.name == name:
                return entry
        raise AddressError(
            "there is no report of this name with a month in the store",
            where=name,
            remedy="The shelf lists all there are.",
        )


def _fingerprints(found: FoundDefinitions) -> tuple[str, ...]:
    """What changes when a definition does, or why a file is none."""
    known = (one.fingerprint for one in found.known.values())
    return (*known, *(f"{name}: {error}" for name, error in found.refused.items()))


class Desk:
    """Where handlers find things.

    Args:
        settings: The server's.
        say: What says an English text in the language of a page.

    Attributes:
        links: How its pages lead to each other.
        regions_map: The institute's own map; None where it has none.
    """

    def __init__(self, settings: WebSettings, say: Say) -> None:
        self.settings = settings
        self.say = say
        self.links = ServerLinks(check_base(settings.base))
        self.regions_map = read_map(settings.map) if settings.map else None
        self.store = Store(settings.store)
        self._shelves: Kept[Shelf] = Kept(2)
        self._editions: Kept[Edition] = Kept(KEPT_EDITIONS)
        self.pages: Kept[Answer] = Kept(KEPT_DRAWINGS)
        self._drawn: Kept[bytes] = Kept(KEPT_DRAWINGS)
        self._loads: Kept[tuple[GoodsLoad, ...]] = Kept(64)
        self._issues: Kept[tuple[date, ...]] = Kept(256)
        self.answers: Kept[Answer] = Kept(KEPT_ANSWERS)
        self.explorations: Kept[Exploration] = Kept(KEPT_EXPLORATIONS)
        self.names_of_goods: Kept[str] = Kept(KEPT_NAMES)
        self.brought = Staging[Brought]()
        self.audited = Staging[StagedAudit]()
        self.works = Works()
        self._newest: View | None = None
        self._views: Kept[View] = Kept(KEPT_VIEWS)
        self._definitions: Kept[FoundDefinitions] = Kept(1)

    def close(self) -> None:
        """Remove what readers sent."""
        self.brought.close()
        self.audited.close()

    def definitions(self) -> dict[str, KnownDefinition]:
        """The definitions there are, as their files stand now."""
        return self._found_definitions().known

    def refused_definitions(self) -> dict[str, YuebaoError]:
        """Why files of the folder of definitions are none, by name; all else is shown meanwhile."""
        return self._found_definitions().refused

    def _found_definitions(self) -> FoundDefinitions:
        folder = self.settings.definitions
        return self._definitions.get(self._state_of_definitions(), lambda: read_definitions(folder))

    def _state_of_definitions(self) -> tuple[tuple[str, int], ...]:
        """What changes when a file of the folder of definitions does."""
        folder = self.settings.definitions
        if folder is None:
            return ()
        return tuple(sorted((path.name, path.stat().st_mtime_ns) for path in folder.glob("*.toml")))

    def edition(
        self, language: str, name: str, month: str, vintage: Vintage, currency: str = ""
    ) -> Edition:
        """A report as it was known at a vintage, built where it was not yet.

        Raises:
            AddressError: There is no such definition, or no such version.
            GoneError: The definition is no longer that of the address.
            DefinitionError: Its file is none now.
            UserError: The month or the currency is none.
            UnavailableError: The store lacks what the report is about.
        """
        known = self.definitions().get(name)
        if known is None:
            if name in self.refused_definitions():
                raise self.refused_definitions()[name]
            raise AddressError("there is no definition of this name", where=name,
                               remedy="The shelf lists those there are.")  # fmt: skip
        if vintage.fingerprint not in ("", known.fingerprint):
            raise GoneError(
                f"the definition is not the one of this address ({vintage.fingerprint})",
                where=name,
                remedy="It was changed since; under another address is what it says now.",
            )
        view, of = self.view(vintage), Month.parse(month)
        version = view.version if vintage.version is not None else self._rests_on(known, of, view)
        key = EditionKey(
            language, name, known.fingerprint, of, _currency(currency, view.office),
            version, vintage.as_of,
        )  # fmt: skip
        return self._editions.get(key, lambda: self._build(known, key, view))

    def _rests_on(self, known: KnownDefinition, month: Month, view: View) -> int:
        """The version of the last load that bears on a report: what came later leaves it as it is.

        Where none does it is the view's own.
        """
        loads = self._loads.get(
            (view.version, view.as_of, known.fingerprint), lambda: loads_of(view, known.definition)
        )
        return max(
            (one.record.version for one in loads if one.since <= month), default=view.version
        )

    def view(self, vintage: Vintage) -> View:
        """What the store knew at a vintage.

        Raises:
            AddressError: There is no such version.
            UnavailableError: Nothing was released by that date.
        """
        latest = self._latest()
        version = latest.version if vintage.version is None else vintage.version
        if version > latest.version:
            raise AddressError(f"the store has no version {version}", where=str(vintage),
                               remedy=f"Its latest is {latest.version}.")  # fmt: skip
        if (version, vintage.as_of) == (latest.version, None):
            found = latest
        else:
            key = (version, vintage.as_of)
            found = self._views.get(key, lambda: self._open(version, vintage.as_of))
        return found.asking(self._engine())

    def _engine(self) -> DuckDB:
        """What computes an answer, and gives up once that has taken as long as it may."""
        return DuckDB(until=monotonic() + self.settings.seconds)

    def moment(self) -> tuple[int, tuple[str, ...]]:
        """What all answers depend on: the store's version, and what the definitions say."""
        return self._latest().version, _fingerprints(self._found_definitions())

    def known_moment(self) -> tuple[int, tuple[str, ...]] | None:
        """The same where nothing must be read for it; None where something was loaded since."""
        held = self._newest
        if held is None or self.store.has_later(held.version):
            return None
        found = self._definitions.held(self._state_of_definitions())
        return None if found is None else (held.version, _fingerprints(found))

    def _latest(self) -> View:
        """What the store knows now, opened anew where something was loaded since."""
        held = self._newest
        if held is None or self.store.has_later(held.version):
            held = self._newest = self._open()
        return held

    def _open(self, version: int | None = None, as_of: date | None = None) -> View:
        """What the store knew: a view that is only asked through other engines."""
        view = self.store.view(version=version, as_of=as_of)
        _ = view.slices  # read once, for all that ask
        return view

    def drawn(self, edition: Edition, form: str) -> bytes:
        """A report in a format, drawn once."""
        return self._drawn.get(
            (edition.key, form), lambda: find_format(form).render(edition.document)
        )

    def _build(self, known: KnownDefinition, key: EditionKey, view: View) -> Edition:
        held = find_currencies(view, known.definition.subject.codes)
        document = self.build(
            BuildRequest(
                known.definition,
                key.month,
                self.store,
                language=key.language,
                currency=key.currency or (held[0] if held else None),
                as_of=key.as_of,
                version=view.version,
            )
        )
        return Edition(key, known, document, AddressNames(document), held, source_names(document))

    def build(self, request: BuildRequest) -> Document:
        """Build a report within the time an answer may take.

        Raises:
            TimeoutError: It takes longer; nothing of it goes on.
            YuebaoError: As `build_audited`.
        """
        engine = self._engine()
        document = build_audited(replace(request, engine=engine, audited=False))
        engine.check_time()
        refuse_untrue(document)
        return document

    def issues(self, name: str, month: Month) -> tuple[date, ...]:
        """The release dates since the first that a report could be made of a month."""
        known, view = self.definitions()[name], self._latest()
        key = (self._rests_on(known, month, view), known.fingerprint, month)
        return self._issues.get(key, lambda: issues_of(view, known.definition, month))

    def shelf(self) -> Shelf:
        """What can be had now."""
        view, known = self.view(Vintage()), self.definitions()
        key = (view.version, tuple(one.fingerprint for one in known.values()))
        return self._shelves.get(
            key, lambda: Shelf(view.version, look_at_shelf(view, known.values()))
        )
