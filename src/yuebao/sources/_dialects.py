"""The dialects: what each kind of an office's files looks like, read from its dialects.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from yuebao.domain import Currency, Flow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yuebao.reference import Office


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
    """What query exports look like; fields as in dialects.toml.

    Attributes:
        patterns: A regular expression of the codes of each kind, by role; commodities first, as
            long as they may be and as short as a spreadsheet may leave them.
        forms: The same in words.
        widths: How many digits a code has at most, by role; 0 where it has letters.
        depths: How many digits codes of commodities have.
    """

    title: str
    row_cap: int
    columns: tuple[ColumnKind, ...]
    no_unit: frozenset[str]
    patterns: Mapping[str, str]
    forms: Mapping[str, str]
    widths: Mapping[str, int]
    depths: tuple[int, ...]

    def find(self, head: str) -> ColumnKind | None:
        """The column of a head, spaces aside; None where it is unknown."""
        wanted = bare(head)
        return next((kind for kind in self.columns if wanted in kind.heads), None)

    def head_of(self, role: str) -> str:
        """How a column is headed, for a message."""
        return " or ".join(kind.heads[0] for kind in self.columns if kind.role == role)

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
    """All of dialects.toml.

    Attributes:
        query: What query exports look like.
        bulletins: Bulletins of levels by place or chapter, by dialect.
        items: Bulletins of main commodities, by dialect.
    """

    query: QueryDialect
    bulletins: Mapping[str, BulletinDialect]
    items: Mapping[str, ItemsDialect]


def bare(text: str) -> str:
    """A head without white space and byte-order mark, as heads are compared."""
    return "".join(text.replace("\ufeff", "").split())


def is_footnote(name: str, marks: tuple[str, ...]) -> bool:
    """Whether a row that begins so is a note: a mark stands first, and no word goes on from it.

    注：… and 注1 are notes; 注射器 is a syringe.
    """
    return any(name.startswith(mark) and not name[len(mark) :][:1].isalpha() for mark in marks)


@cache
def load_dialects(office: Office) -> Dialects:
    """The dialects of an office.

    Raises:
        UserError: Its file of dialects is missing or no TOML, or names a currency it has not.
    """
    data = dict(office.folder.read_toml("dialects.toml").values)
    query = _query(data.pop("query"), office)
    units = _units(data.pop("units", []), office)
    return Dialects(
        query=query,
        bulletins={name: _bulletin(raw, units) for name, raw in data.items() if "rows" in raw},
        items={name: _items(raw, units) for name, raw in data.items() if "rows" not in raw},
    )


def query_row_cap(office: Office) -> int:
    """How many rows the office's platform hands out at most in one file."""
    return load_dialects(office).query.row_cap


def _query(data: dict[str, Any], office: Office) -> QueryDialect:
    forms = office.forms
    return QueryDialect(
        title=data["title"],
        row_cap=data["row_cap"],
        columns=tuple(
            ColumnKind(
                entry["role"],
                tuple(entry["heads"]),
                office.words_of(entry["currency"]).code if "currency" in entry else None,
            )
            for entry in data["columns"]
        ),
        no_unit=frozenset(data["units"]["none"]),
        patterns={
            "commodity": f"[0-9]{{1,{office.depth}}}",
            **{role: form.pattern for role, form in forms.items()},
        },
        forms={
            "commodity": office.commodity_form(),
            **{role: str(form) for role, form in forms.items()},
        },
        widths={
            "commodity": office.depth,
            **{role: 0 if form.letters else form.length for role, form in forms.items()},
        },
        depths=office.depths,
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


def _units(entries: list[dict[str, Any]], office: Office) -> tuple[ValueUnit, ...]:
    return tuple(
        ValueUnit(tuple(entry["heads"]), office.words_of(entry["currency"]).code, entry["factor"])
        for entry in entries
    )
