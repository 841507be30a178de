"""The dialects: what each kind of file looks like, read from dialects.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from yuebao.domain import Currency, Flow


@dataclass(frozen=True, slots=True)
class ColumnKind:
    """A column a query export may have.

    Attributes:
        role: What it holds: a name of READ_COLUMNS, `month`, or a `…_name` that is dropped.
        heads: How it is headed.
        currency: Of a value column.
    """

    role: str
    heads: tuple[str, ...]
    currency: Currency | None


@dataclass(frozen=True, slots=True)
class QueryDialect:
    """What query exports look like; fields as in dialects.toml."""

    title: str
    row_cap: int
    columns: tuple[ColumnKind, ...]
    no_unit: frozenset[str]

    def find(self, head: str) -> ColumnKind | None:
        """The column of a head, spaces aside; None where it is unknown."""
        wanted = bare(head)
        return next((kind for kind in self.columns if wanted in kind.heads), None)

    def heads(self) -> str:
        """All heads, for a message."""
        return ", ".join(kind.heads[0] for kind in self.columns)


@dataclass(frozen=True, slots=True)
class ValueUnit:
    """A unit of value in a bulletin's head: so many whole units of a currency."""

    heads: tuple[str, ...]
    currency: Currency
    factor: int


@dataclass(frozen=True, slots=True)
class BulletinDialect:
    """What a bulletin of levels by place or chapter looks like; fields as in dialects.toml.

    Attributes:
        rows: What its rows are: `provinces` or `chapters`.
    """

    rows: str
    title: str
    places: tuple[str, ...]
    total: tuple[str, ...]
    footnotes: tuple[str, ...]
    nil: tuple[str, ...]
    growth: tuple[str, ...]
    flows: dict[str, Flow]
    units: tuple[ValueUnit, ...]


@dataclass(frozen=True, slots=True)
class ItemsDialect:
    """What the bulletin of main commodities looks like; fields as in dialects.toml."""

    title: str
    item: str
    unit: str
    quantity: str
    value: str
    month_growth: str
    growth: str
    table: str
    footnotes: tuple[str, ...]
    nil: tuple[str, ...]
    multiples: dict[str, int]
    units: tuple[ValueUnit, ...]


@dataclass(frozen=True, slots=True)
class Dialects:
    """All of dialects.toml."""

    query: QueryDialect
    bulletin_provinces: BulletinDialect
    bulletin_chapters: BulletinDialect
    bulletin_commodities: ItemsDialect

    def titles(self) -> str:
        """What can be read, for a message."""
        readable = (
            self.query,
            self.bulletin_provinces,
            self.bulletin_chapters,
            self.bulletin_commodities,
        )
        return "; ".join(dialect.title for dialect in readable)


def bare(text: str) -> str:
    """A head without white space and byte-order mark, as heads are compared."""
    return "".join(text.replace("\ufeff", "").split())


def is_footnote(name: str, marks: tuple[str, ...]) -> bool:
    """Whether a row that begins so is a note: a mark stands first, and no word goes on from it.

    注：… and 注1 are notes; 注射器 is a syringe.
    """
    return any(name.startswith(mark) and not name[len(mark) :][:1].isalpha() for mark in marks)


@cache
def load_dialects() -> Dialects:
    """The dialects as packaged."""
    text = resources.files(__package__).joinpath("dialects.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    units = _units(data["bulletin-provinces"]["units"])
    return Dialects(
        query=_query(data["query"]),
        bulletin_provinces=_bulletin(data["bulletin-provinces"], units),
        bulletin_chapters=_bulletin(data["bulletin-chapters"], units),
        bulletin_commodities=_items(data["bulletin-commodities"], units),
    )


def query_row_cap() -> int:
    """How many rows the platform hands out at most in one file."""
    return load_dialects().query.row_cap


def _query(data: dict[str, Any]) -> QueryDialect:
    return QueryDialect(
        title=data["title"],
        row_cap=data["row_cap"],
        columns=tuple(
            ColumnKind(
                entry["role"],
                tuple(entry["heads"]),
                Currency(entry["currency"]) if "currency" in entry else None,
            )
            for entry in data["columns"]
        ),
        no_unit=frozenset(data["units"]["none"]),
    )


def _bulletin(data: dict[str, Any], units: tuple[ValueUnit, ...]) -> BulletinDialect:
    return BulletinDialect(
        rows=data["rows"],
        title=data["title"],
        places=tuple(data["places"]),
        total=tuple(data["total"]),
        footnotes=tuple(data["footnotes"]),
        nil=tuple(data["nil"]),
        growth=tuple(data["growth"]),
        flows={head: Flow(flow) for head, flow in data["flows"].items()},
        units=units,
    )


def _items(data: dict[str, Any], units: tuple[ValueUnit, ...]) -> ItemsDialect:
    lists = {name: tuple(data[name]) for name in ("footnotes", "nil")}
    return ItemsDialect(**{**data, **lists}, units=units)


def _units(entries: list[dict[str, Any]]) -> tuple[ValueUnit, ...]:
    return tuple(
        ValueUnit(tuple(entry["heads"]), Currency(entry["currency"]), entry["factor"])
        for entry in entries
    )
