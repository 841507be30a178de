"""The reports that can be had from a store: definitions, and the months of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from yuebao.domain import Flow, YuebaoError
from yuebao.indicators import find_currencies
from yuebao.publish._subject import months_of
from yuebao.publish.vintages import loads_of
from yuebao.report import load_definition
from yuebao.report.load import FOLDER
from yuebao.report.titles import titles_of
from yuebao.report.toml import find_toml, shipped_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from yuebao.domain import Currency, Month
    from yuebao.report import Definition
    from yuebao.store import LoadRecord, View


@dataclass(frozen=True, slots=True)
class KnownDefinition:
    """A definition by the name it is known under.

    Attributes:
        name: Its name, which is that of its file.
        definition: What it says.
        text: The TOML it was read from.
        fingerprint: What changes with that text, in a few letters.
    """

    name: str
    definition: Definition
    text: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class ShelfEntry:
    """What can be had of a definition.

    Attributes:
        known: The definition.
        titles: Its title, by language; only in those it is worded in.
        months: The months it can be had for, ascending.
        currencies: The currencies it can be had in, in the office's order.
    """

    known: KnownDefinition
    titles: Mapping[str, str]
    months: tuple[Month, ...]
    currencies: tuple[Currency, ...]


@dataclass(frozen=True, slots=True)
class FoundDefinitions:
    """The definitions there are.

    Attributes:
        known: The shipped ones and those of a folder, by name; a folder's goes before a shipped.
        refused: Why a file of the folder is none, by its name; a shipped one of the name is not
            taken in its place.
    """

    known: dict[str, KnownDefinition]
    refused: dict[str, YuebaoError]


def read_definitions(folder: Path | None = None) -> FoundDefinitions:
    """The shipped definitions, and those of a folder."""
    places: dict[str, str | Path] = {name: name for name in shipped_names(FOLDER)}
    if folder is not None:
        places |= {path.stem: path for path in sorted(folder.glob("*.toml"))}
    found = FoundDefinitions({}, {})
    for name, place in sorted(places.items()):
        try:
            found.known[name] = _known(name, place)
        except YuebaoError as error:
            found.refused[name] = error
    return found


def _known(name: str, place: str | Path) -> KnownDefinition:
    text = find_toml(place, FOLDER, "report definition").text
    definition = load_definition(place)
    return KnownDefinition(name, definition, text, sha256(text.encode()).hexdigest()[:8])


def look_at_shelf(view: View, known: Iterable[KnownDefinition]) -> tuple[ShelfEntry, ...]:
    """What can be had from a store's knowledge: definitions of its office with at least a month."""
    found = (_entry(view, one) for one in known if one.definition.office.name == view.office.name)
    return tuple(entry for entry in found if entry.months)


def _entry(view: View, known: KnownDefinition) -> ShelfEntry:
    codes = known.definition.subject.codes
    flows = tuple(flow for flow in known.definition.flows if view.coverage(codes, flow))
    return ShelfEntry(
        known=known,
        titles=titles_of(known.definition, flows or (*Flow,)),
        months=months_of(view, known.definition),
        currencies=find_currencies(view, codes),
    )


def issues_of(view: View, definition: Definition, month: Month) -> tuple[date, ...]:
    """The release dates since the first that a report could be made of a month, ascending.

    Those of loads that are of other goods, or of later months alone, are none of it.
    """
    loads = [one.record for one in loads_of(view, definition) if one.since <= month]
    telling = (one.released for one in loads if month in _ends(one))
    first = min(telling, default=date.max)
    releases = sorted({one.released for one in loads if one.released >= first})
    for place, day in enumerate(releases):
        if month in months_of(view.known_by(day), definition):
            return tuple(releases[place:])
    return ()


def _ends(record: LoadRecord) -> Iterator[Month]:
    """The months that end what a load states."""
    return (period.last for part in record.slices for period in part.periods)


def shelf_record(shelf: Iterable[ShelfEntry]) -> list[dict[str, Any]]:
    """What can be had, as JSON has it."""
    return [
        {
            "definition": entry.known.name,
            "fingerprint": entry.known.fingerprint,
            "titles": dict(entry.titles),
            "codes": list(entry.known.definition.subject.codes),
            "months": [str(month) for month in entry.months],
            "currencies": [str(currency) for currency in entry.currencies],
        }
        for entry in shelf
    ]
