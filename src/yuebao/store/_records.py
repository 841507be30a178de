"""The record of a load: what a commit says of itself, and what the store can say of its loads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, overload

from yuebao.domain import Currency, Flow, Grain, Month, Period, Scope
from yuebao.reference import DEFAULT_OFFICE
from yuebao.store._asked import is_below
from yuebao.store._repeats import Repeats
from yuebao.store._revise import LoadMode

METADATA_KEY = "yuebao"
"""The commit-metadata key under which a load's record is kept."""


_LAST = "\U0010ffff"  # sorts behind whatever a code may go on with


class Codes(Sequence[str]):
    """Commodities in ascending order, kept as one text.

    A month of all trade names some 9,000, every report looks into every load's, and few are ever
    wanted one by one: only then is the text cut up.
    """

    def __init__(self, text: str) -> None:
        self._text = text  # each code behind a line end
        self._codes: tuple[str, ...] | None = None

    @classmethod
    def of(cls, codes: Iterable[str]) -> Codes:
        """These codes."""
        return codes if isinstance(codes, cls) else cls("".join(f"\n{code}" for code in codes))

    @classmethod
    def from_json(cls, codes: str | list[str]) -> Codes:
        """Read back what `to_json` gave."""
        return cls("\n" + codes.replace(",", "\n")) if isinstance(codes, str) else cls.of(codes)

    def to_json(self) -> str | list[str]:
        """One text where all are HS codes, else a list."""
        text = self._text[1:].replace("\n", ",")
        return text if text.replace(",", "").isdigit() else list(self)

    def below(self, code: str) -> tuple[str, ...]:
        """Those that begin with `code`."""
        held = self._text[self._find(code) : self._find(f"{code}{_LAST}")]
        return tuple(held[1:].split("\n")) if held else ()

    def covers(self, code: str) -> bool:
        """Whether any begins with `code`."""
        return self._text.startswith(code, self._find(code) + 1)

    def _find(self, code: str) -> int:
        """Where the line end before the first stands that is not less than `code`, by halving."""
        low, high = 0, len(self._text)
        while low < high:
            middle = self._text.rfind("\n", low, (low + high) // 2 + 1)
            end = self._text.find("\n", middle + 1, high)
            end = high if end < 0 else end
            if self._text[middle + 1 : end] < code:
                low = end
            else:
                high = middle
        return low

    def _all(self) -> tuple[str, ...]:
        if self._codes is None:
            self._codes = tuple(self._text.split("\n")[1:])
        return self._codes

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[str, ...]: ...
    def __getitem__(self, index: int | slice) -> str | tuple[str, ...]:
        return self._all()[index]

    def __eq__(self, other: object) -> bool:
        return self._text == other._text if isinstance(other, Codes) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._text)

    def __repr__(self) -> str:
        return f"Codes.of({self._all()!r})"


@dataclass(frozen=True, slots=True)
class Slice:
    """What one file states: every commodity and period it covers, in one grain and scope.

    A key of the slice that the file does not hold had no trade in that release.

    Attributes:
        source: SHA-256 of the file.
        commodities: Codes as given, ascending.
        periods: The periods covered, ascending.
        rows: Facts read.
        value: Their total, whole units of the currency.
        asked: The codes its query asked for, each with all below it, or `all`: what is below them
            and not among the commodities was not traded. Empty where nobody said, and for loads
            older than the record: nothing is known of other codes than those found.
    """

    source: str
    flow: Flow
    grain: Grain
    scope: Scope
    currency: Currency
    commodities: Sequence[str]
    periods: tuple[Period, ...]
    rows: int
    value: int
    asked: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "commodities", Codes.of(self.commodities))

    def covers(self, code: str) -> bool:
        """Whether it states anything about commodities whose code begins with `code`."""
        return (
            Codes.of(self.commodities).covers(code)
            or self.answers(code)
            or any(one.startswith(code) for one in self.asked)
        )

    def answers(self, code: str) -> bool:
        """Whether its query asked for all commodities whose code begins with `code`."""
        digits = self.grain.depth.digits() or 0
        return (
            bool(self.asked)
            and code.isdigit()
            and len(code) <= digits
            and is_below(code, self.asked)
        )

    def states(self, commodity: str) -> bool:
        """Whether it speaks of this very commodity, be it that there was no trade."""
        held = Codes.of(self.commodities).below(commodity)[:1] == (commodity,)
        return held or self.answers(commodity)

    def below(self, code: str) -> tuple[str, ...]:
        """The commodities it states something about whose code begins with `code`."""
        return Codes.of(self.commodities).below(code)


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A file of a load, and how it was read.

    Attributes:
        without: The heads of columns that were left out: its facts are summed over them.
        uneven: Whether the sums it states fail, and that was accepted.
    """

    name: str
    sha256: str
    size: int
    dialect: str
    rows: int
    truncated: bool
    without: tuple[str, ...] = ()
    uneven: bool = False


@dataclass(frozen=True, slots=True)
class LoadRecord:
    """One load: one atomic commit of the store.

    Attributes:
        version: The Delta version the commit made.
        released: When customs published what was loaded.
        sources: The files.
        slices: What they state.
        mode: What became of known facts that they did not hold.
        notice: A caution printed in every report that uses these files, by language; or empty.
        repeats: What records were taken to mean that repeat a key of their file.
        tool: The yuebao version that loaded.
        office: The customs office the files are from.
        checksums: Of the files of facts that the commit added, by their paths below the table's
            folder; none where the load is older than checksums.
    """

    version: int
    released: date
    sources: tuple[SourceRecord, ...]
    slices: tuple[Slice, ...]
    mode: LoadMode
    notice: dict[str, str]
    tool: str
    repeats: Repeats = Repeats.REFUSE
    office: str = DEFAULT_OFFICE
    checksums: Mapping[str, int] = field(default_factory=dict)

    def to_json(self) -> str:
        """The record as the commit keeps it."""
        return json.dumps(
            {
                "version": self.version,
                "released": self.released.isoformat(),
                "sources": [asdict(source) for source in self.sources],
                "slices": [_slice_to_json(part) for part in self.slices],
                "mode": self.mode.value,
                "notice": self.notice,
                "tool": self.tool,
                "repeats": self.repeats.value,
                "office": self.office,
                "checksums": dict(self.checksums),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def from_json(cls, text: str) -> LoadRecord:
        """Read back what `to_json` wrote."""
        record = json.loads(text)
        return cls(
            version=record["version"],
            released=date.fromisoformat(record["released"]),
            sources=tuple(map(_source_from_json, record["sources"])),
            slices=tuple(map(_slice_from_json, record["slices"])),
            mode=LoadMode(record["mode"]),
            notice=record["notice"],
            tool=record["tool"],
            repeats=Repeats(record.get("repeats", Repeats.REFUSE)),
            office=record.get("office", DEFAULT_OFFICE),
            checksums=record.get("checksums", {}),
        )


def _source_from_json(source: dict[str, Any]) -> SourceRecord:
    return SourceRecord(**{**source, "without": tuple(source.get("without", ()))})


def _slice_to_json(part: Slice) -> dict[str, Any]:
    return {
        "source": part.source,
        "flow": part.flow.value,
        "grain": str(part.grain),
        "scope": str(part.scope),
        "currency": part.currency,
        "commodities": Codes.of(part.commodities).to_json(),
        "periods": [[str(period.first), str(period.last)] for period in part.periods],
        "rows": part.rows,
        "value": part.value,
        **({"asked": list(part.asked)} if part.asked else {}),
    }


def _slice_from_json(part: dict[str, Any]) -> Slice:
    return Slice(
        source=part["source"],
        flow=Flow(part["flow"]),
        grain=Grain.parse(part["grain"]),
        scope=Scope.parse(part["scope"]),
        currency=Currency(part["currency"]),
        commodities=Codes.from_json(part["commodities"]),
        periods=tuple(
            Period(Month.parse(first), Month.parse(last)) for first, last in part["periods"]
        ),
        rows=part["rows"],
        value=part["value"],
        asked=tuple(part.get("asked", ())),
    )
