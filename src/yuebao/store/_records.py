"""The record of a load: what a commit says of itself, and what the store can say of its loads."""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from yuebao.domain import Currency, Flow, Grain, Month, Period, Scope
from yuebao.store._repeats import Repeats
from yuebao.store._revise import LoadMode

METADATA_KEY = "yuebao"
"""The commit-metadata key under which a load's record is kept."""

_AFTER_DIGITS = ":"  # the character after "9": code + ":" is above every code that begins with code


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
    """

    source: str
    flow: Flow
    grain: Grain
    scope: Scope
    currency: Currency
    commodities: tuple[str, ...]
    periods: tuple[Period, ...]
    rows: int
    value: int

    def covers(self, code: str) -> bool:
        """Whether it states anything about commodities whose code begins with `code`."""
        place = bisect_left(self.commodities, code)
        return place < len(self.commodities) and self.commodities[place] < code + _AFTER_DIGITS

    def below(self, code: str) -> tuple[str, ...]:
        """The commodities it states something about whose code begins with `code`."""
        first = bisect_left(self.commodities, code)
        return self.commodities[first : bisect_left(self.commodities, code + _AFTER_DIGITS)]


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A file of a load, and how it was read."""

    name: str
    sha256: str
    size: int
    dialect: str
    rows: int
    truncated: bool


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
    """

    version: int
    released: date
    sources: tuple[SourceRecord, ...]
    slices: tuple[Slice, ...]
    mode: LoadMode
    notice: dict[str, str]
    tool: str
    repeats: Repeats = Repeats.REFUSE

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
            sources=tuple(SourceRecord(**source) for source in record["sources"]),
            slices=tuple(map(_slice_from_json, record["slices"])),
            mode=LoadMode(record["mode"]),
            notice=record["notice"],
            tool=record["tool"],
            repeats=Repeats(record.get("repeats", Repeats.REFUSE)),
        )


def _slice_to_json(part: Slice) -> dict[str, Any]:
    return {
        "source": part.source,
        "flow": part.flow.value,
        "grain": str(part.grain),
        "scope": str(part.scope),
        "currency": part.currency.value,
        "commodities": _joined(part.commodities),
        "periods": [[str(period.first), str(period.last)] for period in part.periods],
        "rows": part.rows,
        "value": part.value,
    }


def _joined(commodities: tuple[str, ...]) -> str | list[str]:
    """HS codes as one text: a month of all trade has some 9,000, and each report reads them all."""
    codes = ",".join(commodities)
    return codes if codes.replace(",", "").isdigit() else list(commodities)


def _split(commodities: str | list[str]) -> tuple[str, ...]:
    return tuple(commodities.split(",") if isinstance(commodities, str) else commodities)


def _slice_from_json(part: dict[str, Any]) -> Slice:
    return Slice(
        source=part["source"],
        flow=Flow(part["flow"]),
        grain=Grain.parse(part["grain"]),
        scope=Scope.parse(part["scope"]),
        currency=Currency(part["currency"]),
        commodities=_split(part["commodities"]),
        periods=tuple(
            Period(Month.parse(first), Month.parse(last)) for first, last in part["periods"]
        ),
        rows=part["rows"],
        value=part["value"],
    )
