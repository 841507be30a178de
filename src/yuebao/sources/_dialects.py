"""The dialects: what each kind of an office's files looks like, read from its dialects.toml."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from yuebao.sources._values import plain
from yuebao.sources.bulletin.head_words import HeadWords, ValueUnit, head_text, read_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yuebao.domain import Currency
    from yuebao.reference import Office


@dataclass(frozen=True, slots=True)
class ColumnKind:
    """A column a query export may have.

    Attributes:
        role: What it holds: a name of READ_COLUMNS, `month`, or a `…_name` that is dropped.
        heads: How the platform heads it.
        currency: Of a value column.
        also: How others head it.
    """

    role: str
    heads: tuple[str, ...]
    currency: Currency | None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QueryDialect:
    """What query exports look like; fields as in dialects.toml.

    Attributes:
        patterns: A regular expression of the codes of each kind, by role; commodities first, as
            long as they may be and as short as a spreadsheet may leave them.
        forms: The same in words.
        widths: How many digits a code has at most, by role; 0 where it has letters.
        depths: How many digits codes of commodities have.
        flow_heads: How a column is headed that says of each row whether it is exports or imports.
        called: What it is in other languages than English, by language.
    """

    title: str
    row_cap: int
    columns: tuple[ColumnKind, ...]
    no_unit: frozenset[str]
    patterns: Mapping[str, str]
    forms: Mapping[str, str]
    widths: Mapping[str, int]
    depths: tuple[int, ...]
    flow_heads: tuple[str, ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)

    def tells_flow(self, head: str) -> bool:
        """Whether a column says of each row whether it is exports or imports."""
        return plain(head) in map(plain, self.flow_heads)

    def find(self, head: str) -> ColumnKind | None:
        """The column of a head, spaces and full-width forms aside; None where it is unknown."""
        wanted = plain(head)
        return next((k for k in self.columns if wanted in map(plain, (*k.heads, *k.also))), None)

    def is_own(self, head: str) -> bool:
        """Whether the platform itself heads a column so."""
        return any(plain(head) in map(plain, kind.heads) for kind in self.columns)

    def head_of(self, role: str) -> str:
        """How a column is headed, for a message."""
        return " or ".join(kind.heads[0] for kind in self.columns if kind.role == role)

    def heads(self) -> str:
        """All heads, for a message."""
        return ", ".join(kind.heads[0] for kind in self.columns)


@dataclass(frozen=True, slots=True)
class RowWords:
    """What stands in the rows of all bulletins; fields as in dialects.toml."""

    vague: tuple[str, ...] = ()
    ordinal: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    rise: tuple[str, ...] = ()
    fall: tuple[str, ...] = ()
    triangles: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    total: tuple[str, ...] = ()
    footnotes: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    nil: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TitleWords:
    """What titles of tables of all trade say; fields as in dialects.toml.

    Attributes:
        endings: What a text ends with that names a table.
        of_trade: What such a text has in it.
        neutral: What limits nothing.
        trade_words: What such a text has in it that is written in letters, as whole words.
        neutral_words: What limits nothing there.
    """

    endings: tuple[str, ...] = ()
    of_trade: tuple[str, ...] = ()
    neutral: tuple[str, ...] = ()
    trade_words: tuple[str, ...] = ()
    neutral_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldWords:
    """How texts beside a title limit a table; fields as in dialects.toml.

    Attributes:
        parts: Parts of trade that no list names.
        part_words: The same in letters.
        firsts: How a title says that a table lists the first so many.
        goods: Goods that tables speak of together; many codes are of them.
        goods_words: The same in letters.
        places: What names of places end with that are no regions.
        to_date: What says that numbers are of the year to date,
        rates: and what behind it says that growth is meant.
        numbers: How a note speaks of a table's numbers.
        labels: What a note begins with that says what the table is of.
        own: How a note speaks of the table itself.
        only: What limits a table to what follows, or leaves that out.
        subjects: What may stand before that, beside what limits nothing in titles.
        only_words: The same in letters, as whole words.
        subject_words: Likewise.
    """

    parts: tuple[str, ...] = ()
    part_words: tuple[str, ...] = ()
    firsts: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    goods_words: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    to_date: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    only_words: tuple[str, ...] = ()
    subject_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BulletinDialect:
    """What one kind of a bulletin's tables looks like; fields as in dialects.toml.

    Attributes:
        rows: What its rows are: `provinces`, `chapters`, `partners`, `modes`, `enterprises`,
            `months`, `flows` or `items`.
        places: How its first column is headed.
        titles: How its title speaks of it, where the first column's head says too little.
        rest: The code of the part that may have no row, and then has what the others lack.
        quantity_units: How the column of units of quantity is headed.
        table: What items are filed under.
        multiples: How a unit of quantity begins that is so many of customs' own.
        called: What it is in other languages than English, by language.
        heads: The words of heads.
        words: The words of rows.
    """

    name: str
    rows: str
    title: str
    places: tuple[str, ...]
    titles: tuple[str, ...]
    heads: HeadWords
    words: RowWords
    rest: str = ""
    quantity_units: tuple[str, ...] = ()
    table: str = ""
    multiples: Mapping[str, int] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)

    def is_headed(self, text: str) -> bool:
        """Whether a text is the head of its first column."""
        return plain(text) in {plain(place) for place in self.places}

    def is_titled(self, text: str) -> bool:
        """Whether a title speaks of it."""
        return any(plain(title) in plain(text) for title in self.titles)


@dataclass(frozen=True, slots=True)
class PageTexts:
    """What a web page says that holds no table."""

    words: tuple[str, ...]
    found: str
    remedy: str


@dataclass(frozen=True, slots=True)
class PivotWords:
    """What spreadsheets write into pivot tables; fields as in dialects.toml.

    Attributes:
        rows: Over the names of rows.
        columns: Over the names of columns.
        sums: Before the head whose numbers are summed.
        other: Before one whose numbers are told otherwise: counted, averaged.
        total: Behind the name of a group, in the row of its total.
        all: What a filter says that leaves nothing out.
        several: What one says that leaves something out, not what.
    """

    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    total: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    several: tuple[str, ...] = ()

    def is_rows(self, text: str) -> bool:
        """Whether a text stands over the names of rows."""
        return plain(text) in self.rows

    def is_label(self, text: str) -> bool:
        """Whether a text is one that a pivot itself writes among its heads."""
        return plain(text) in (*self.rows, *self.columns) or self.summed(text) != plain(text)

    def summed(self, text: str) -> str:
        """The head whose numbers are summed, where a text says so; else the text, plain."""
        found = plain(text)
        mark = next((mark for mark in self.sums if found.startswith(mark)), "")
        return found.removeprefix(mark).lstrip(":") if mark else found

    def is_no_sum(self, text: str) -> bool:
        """Whether numbers are told otherwise than summed."""
        return plain(text).startswith(self.other)

    def subtotal(self, text: str) -> str | None:
        """The group that a row is the total of, by its name; None where it is none."""
        bare = text.strip()
        for mark in self.total:
            if plain(bare).endswith(mark) and plain(bare) != mark:
                return bare[: -len(mark)].strip()
        return None


@dataclass(frozen=True, slots=True)
class LeastTrade:
    """What all trade of a month has never been below; fields as in dialects.toml.

    Attributes:
        since: The first year of which that is known; None where nothing is.
        levels: So much exports or imports of a month have always been, by currency.
        named: How a text says that a table is of the whole country.
    """

    since: int | None = None
    levels: Mapping[str, int] = field(default_factory=dict)
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dialects:
    """All of dialects.toml.

    Attributes:
        query: What query exports look like.
        bulletins: The tables of the bulletins, by dialect.
        words: The words of rows, which all bulletins share.
        vague: Heads of a first column that leave the kind of the table to its title.
        others: Tables that nothing here reads, by words of their titles.
        pages: Pages that hold no table.
        title: What titles of tables of all trade say.
        told: How other texts limit a table.
        least: What all trade of a month is at the least.
        pivot: What spreadsheets write into pivot tables.
    """

    query: QueryDialect
    bulletins: Mapping[str, BulletinDialect]
    words: RowWords
    vague: tuple[str, ...]
    others: Mapping[str, str]
    pages: tuple[PageTexts, ...]
    title: TitleWords
    told: ToldWords = ToldWords()
    least: LeastTrade = LeastTrade()
    pivot: PivotWords = PivotWords()


def first_head(fields: Sequence[str], words: RowWords) -> int | None:
    """Which field heads the column with the names of rows: the first that does not number them."""
    ordinal = {plain(text) for text in (*words.ordinal, *words.codes, *words.years)}
    heads = (at for at, text in enumerate(fields) if head_text(text) not in ("", *ordinal))
    return next(heads, None)


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
    heads = read_words(data.pop("heads", {}), _units(data.pop("units", []), office))
    rows = data.pop("rows", {})
    words = RowWords(**{name: tuple(texts) for name, texts in rows.items()})
    others = data.pop("other-tables", {})
    pages = tuple(
        PageTexts(tuple(map(plain, page["words"])), page["found"], page["remedy"])
        for page in data.pop("pages", [])
    )
    title = TitleWords(**_texts(data.pop("title", {})))
    told = ToldWords(**_texts(data.pop("told", {})))
    least = data.pop("least", {})
    named = tuple(map(plain, least.pop("named", ())))
    least = LeastTrade(least.pop("since", None), least, named)
    pivot = PivotWords(**_texts(data.pop("pivot", {})))
    bulletins = {name: _bulletin(name, raw, heads, words) for name, raw in data.items()}
    return Dialects(
        query,
        bulletins,
        words,
        tuple(map(plain, words.vague)),
        others,
        pages,
        title,
        told,
        least,
        pivot,
    )


def _texts(lists: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Lists of words as they are compared; those of whole words keep their spaces."""
    return {
        name: tuple(map(str.casefold if name.endswith("_words") else plain, texts))
        for name, texts in lists.items()
    }


def told_dialect(office: Office, name: str, language: str) -> str:
    """What a file is that a reading or a load calls by its dialects: `query`, or several.

    What the office's data does not know (any more) stays as it is.
    """
    dialects = load_dialects(office)
    known: dict[str, QueryDialect | BulletinDialect] = {
        "query": dialects.query,
        **dialects.bulletins,
    }

    def told(one: str) -> str:
        found = known.get(one)
        return one if found is None else found.called.get(language, found.title)

    return " + ".join(map(told, name.split(" + ")))


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
                tuple(entry.get("also", ())),
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
        flow_heads=tuple(data.get("flow_heads", ())),
        called=data.get("called", {}),
    )


def _bulletin(
    name: str, data: Mapping[str, Any], heads: HeadWords, words: RowWords
) -> BulletinDialect:
    lists = {key: tuple(value) for key, value in data.items() if isinstance(value, list)}
    return BulletinDialect(name=name, heads=heads, words=words, **{**data, **lists})


def _units(entries: list[dict[str, Any]], office: Office) -> tuple[ValueUnit, ...]:
    return tuple(
        ValueUnit(tuple(entry["heads"]), office.words_of(entry["currency"]).code, entry["factor"])
        for entry in entries
    )
