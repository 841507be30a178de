"""Report definitions: what a report is about and how it is laid out, as data.

A definition is a TOML file that `definition.schema.json` describes. The shipped ones are in
`definitions/`; a new report is a new file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from yuebao.domain import Currency, DefinitionError, Month, Rounding
from yuebao.reference import groups
from yuebao.report.model import Window
from yuebao.report.toml import find_toml, load_schema, read_toml, shipped_names

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from yuebao.report.toml import Schema

ALL_GOODS = "all"

FOLDER = "definitions"
"""Where the shipped definitions are, below this package."""

TEMPLATES = "templates"
"""Where the shipped templates are: definitions with a code to be put in."""

Words = dict[str, str]
"""A text by language."""


@dataclass(frozen=True, slots=True)
class Product:
    """A part of the subject that the structure section compares."""

    code: str
    label: Words


@dataclass(frozen=True, slots=True)
class Subject:
    """What is traded.

    Attributes:
        label: The goods in prose; empty for all goods.
        codes: HS codes, each with all below it; or only `all`.
        edition: The HS edition of the codes, where the definition names it.
        products: Its parts, in the definition's order.
    """

    label: Words
    codes: tuple[str, ...]
    edition: int | None
    products: tuple[Product, ...]


@dataclass(frozen=True, slots=True)
class QuantityUnit:
    """The quantity reported: the customs unit added up, and how it is printed."""

    unit: str
    per: int
    label: Words


@dataclass(frozen=True, slots=True)
class Units:
    """The printed units of value by currency, and of quantity where one is reported."""

    value: dict[Currency, str]
    quantity: QuantityUnit | None


@dataclass(frozen=True, slots=True)
class Style:
    """How numbers are printed; amounts are in printed units, rates in percent.

    Attributes:
        small_below: Amounts smaller than this get `small_places`; zero for none.
        minimum_base: Growth on a smaller base is not printed.
        large_above: Growth above this follows `large_policy`: `print`, `cap` or `dash`.
        re_imports: Whether import shares are of a total with partner 142.
        official_growth: Whether growth that customs printed is preferred.
    """

    places: int
    rounding: Rounding
    small_below: Fraction
    small_places: int
    minimum_base: Fraction
    large_above: Fraction
    large_policy: str
    re_imports: bool
    official_growth: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """Total, exports, imports and net, by value and quantity."""

    charts: bool


@dataclass(frozen=True, slots=True)
class Products:
    """Exports and imports by product."""

    charts: bool


@dataclass(frozen=True, slots=True)
class Partners:
    """Destinations and origins: blocs in order, then the largest partners."""

    blocs: tuple[str, ...]
    first: int
    shares: bool
    bloc_sentences: bool
    charts: bool


@dataclass(frozen=True, slots=True)
class Provinces:
    """The largest provinces by exports and by imports."""

    first: int
    charts: bool


@dataclass(frozen=True, slots=True)
class ProvinceTrade:
    """All provinces in one table, for one window."""

    window: Window
    order_by: str
    charts: tuple[str, ...]


Section = Overview | Products | Partners | Provinces | ProvinceTrade


@dataclass(frozen=True, slots=True)
class Definition:
    """A report definition.

    Attributes:
        name: The file's name without its ending; it names the reports built.
        style: How numbers are printed.
        own_style: The keys of style that the definition itself has.
        fixed_groups: Groups whose members are those of a fixed month.
    """

    name: str
    title: Words
    institute: Words
    subject: Subject
    units: Units
    style: Style
    own_style: Mapping[str, Any]
    fixed_groups: dict[str, Month]
    sections: tuple[Section, ...]


def load_definition(name: str | Path) -> Definition:
    """Read a definition: a shipped one by its name, or any TOML file.

    Raises:
        DefinitionError: There is none, it is not TOML, or it breaks the schema.
    """
    text, stem, file = find_toml(name, FOLDER, "report definition")
    return _read(text, stem, file)


def load_template(name: str | Path) -> Definition:
    """Read a definition that is to be filled in: a shipped one by its name, or any TOML file.

    Raises:
        DefinitionError: As in `load_definition`.
    """
    text, stem, file = find_toml(name, TEMPLATES, "template")
    return _read(text, stem, file)


def in_language(words: Mapping[str, str], language: str, name: str) -> str:
    """A text in a language.

    Raises:
        DefinitionError: It is there in another language only.
    """
    if language in words:
        return words[language]
    raise DefinitionError(
        f"{next(iter(words.values()))!r} has no {language!r}",
        where=name,
        remedy=f"Add it to the definition, beside {', '.join(words)}.",
    )


def shipped_definitions() -> tuple[Definition, ...]:
    """The definitions that come with yuebao, by name."""
    return tuple(map(load_definition, shipped_names(FOLDER)))


@cache
def definition_schema() -> Schema:
    """The JSON Schema of a definition."""
    return load_schema("definition.schema.json")


def _read(text: str, name: str, file: str) -> Definition:
    definition = _build(name, read_toml(text, file, definition_schema()))
    _check_meaning(definition, file)
    return definition


def _build(name: str, raw: Mapping[str, Any]) -> Definition:
    return Definition(
        name=name,
        title=raw["title"],
        institute=raw.get("institute", {}),
        subject=_subject(raw["subject"]),
        units=_units(raw.get("units", {})),
        style=_style(raw.get("style", {})),
        own_style=raw.get("style", {}),
        fixed_groups={key: Month.parse(month) for key, month in raw.get("groups", {}).items()},
        sections=tuple(map(_section, raw["sections"])),
    )


def _subject(raw: Mapping[str, Any]) -> Subject:
    return Subject(
        label=raw.get("label", {}),
        codes=tuple(raw["codes"]),
        edition=raw.get("edition"),
        products=tuple(Product(p["code"], p["label"]) for p in raw.get("products", ())),
    )


def _units(raw: Mapping[str, Any]) -> Units:
    quantity = raw.get("quantity")
    return Units(
        value={Currency.USD: raw.get("USD", "亿美元"), Currency.CNY: raw.get("CNY", "亿元")},
        quantity=None
        if quantity is None
        else QuantityUnit(quantity["unit"], quantity.get("per", 1), quantity.get("label", {})),
    )


def _style(raw: Mapping[str, Any]) -> Style:
    small = raw.get("small_values", {})
    large = raw.get("large_growth", {})
    return Style(
        places=raw.get("places", 1),
        rounding=Rounding(raw.get("rounding", "half-up")),
        small_below=Fraction(str(small.get("below", 0))),
        small_places=small.get("places", 0),
        minimum_base=Fraction(str(raw.get("minimum_base", 0))),
        large_above=Fraction(str(large.get("above", 1000))),
        large_policy=large.get("policy", "print"),
        re_imports=raw.get("re_imports", "included") == "included",
        official_growth=raw.get("official_growth", True),
    )


def with_style(definition: Definition, numbers: Mapping[str, Any]) -> Definition:
    """The definition with a house style's numbers, where it has none of its own."""
    return replace(definition, style=_style({**numbers, **definition.own_style}))


def _section(raw: Mapping[str, Any]) -> Section:
    match raw["kind"]:
        case "overview":
            return Overview(charts=raw.get("charts", True))
        case "products":
            return Products(charts=raw.get("charts", True))
        case "partners":
            return Partners(
                blocs=tuple(raw.get("blocs", ())),
                first=raw.get("first", 10),
                shares=raw.get("shares", False),
                bloc_sentences=raw.get("bloc_sentences", True),
                charts=raw.get("charts", True),
            )
        case "provinces":
            return Provinces(first=raw.get("first", 10), charts=raw.get("charts", True))
        case _:
            return ProvinceTrade(
                window=Window(raw["window"]),
                order_by=raw.get("order_by", "total"),
                charts=tuple(raw.get("charts", ("exports", "imports"))),
            )


def _check_meaning(definition: Definition, file: str) -> None:
    """What the schema cannot say: references between keys."""
    subject = definition.subject
    if ALL_GOODS in subject.codes and len(subject.codes) > 1:
        raise DefinitionError(
            '"all" stands beside HS codes', where=f"{file}, subject.codes",
            remedy="All goods and single headings never add: name one or the other.",
        )  # fmt: skip
    if ALL_GOODS not in subject.codes and not subject.label:
        raise DefinitionError(
            "the key 'label' is missing", where=f"{file}, subject",
            remedy="Name the goods, as the prose shall call them.",
        )  # fmt: skip
    _check_overlap(subject.codes, f"{file}, subject.codes")
    _check_overlap(tuple(p.code for p in subject.products), f"{file}, subject.products")
    for product in subject.products:
        if not product.code.startswith(subject.codes):
            raise DefinitionError(
                f"product {product.code} is not below the subject's codes",
                where=f"{file}, subject.products",
                remedy=f"The subject is {', '.join(subject.codes)}.",
            )
    if not subject.products and any(isinstance(s, Products) for s in definition.sections):
        raise DefinitionError(
            "a products section needs subject.products", where=file,
            remedy="List the products with code and label.",
        )  # fmt: skip
    for place, section in enumerate(definition.sections, 1):
        if isinstance(section, Partners):
            _check_groups(section.blocs, f"{file}, sections[{place}].blocs")
    _check_groups(tuple(definition.fixed_groups), f"{file}, groups")


def _check_groups(named: tuple[str, ...], where: str) -> None:
    known = sorted(group.id for group in groups())
    for bloc in named:
        if bloc not in known:
            raise DefinitionError(
                f"there is no country group {bloc!r}", where=where,
                remedy=f"The groups are {', '.join(known)}.",
            )  # fmt: skip


def _check_overlap(codes: tuple[str, ...], where: str) -> None:
    for place, code in enumerate(codes):
        for other in (*codes[:place], *codes[place + 1 :]):
            if other.startswith(code):
                raise DefinitionError(
                    f"{other} is part of {code}, and would count twice",
                    where=where,
                    remedy="Name each code once.",
                )
