"""Report definitions: what a report is about and how it is laid out, as data.

A definition is read from a TOML file by `yuebao.report.load`.
"""

from __future__ import annotations

from abc import ABC
from dataclasses import MISSING, dataclass, field, fields
from typing import TYPE_CHECKING, Any, ClassVar

from yuebao.domain import DefinitionError, Flow
from yuebao.report.model import WHOLE_TRADE, TradePart

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction
    from typing import Self

    from yuebao.domain import Currency, Month, Period, Rounding, Span, Window
    from yuebao.indicators import Breakdown
    from yuebao.reference import Office
    from yuebao.report.model import Measure
    from yuebao.report.toml import Schema

ALL_GOODS = "all"
"""What a definition writes for all goods, in place of HS codes."""

FLOWS = (Flow.EXPORT, Flow.IMPORT)
"""The flows that reports have, in their order."""

Words = dict[str, str]
"""A text by language."""


@dataclass(frozen=True, slots=True)
class Product:
    """A part of the subject that the structure section compares.

    Attributes:
        codes: Its HS codes, each with all below it, added up.
        label: Its printed name.
    """

    codes: tuple[str, ...]
    label: Words

    @property
    def code(self) -> str:
        """Its code, or several joined: 85414200+85414300."""
        return "+".join(self.codes)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is traded.

    Attributes:
        label: The goods in prose; empty for all goods.
        codes: HS codes, each with all below it; or only `all`.
        edition: The HS edition of the codes, where the definition names it.
        products: Its parts, in the definition's order.
        accept_partial: Whether files of a part of its codes are taken for the whole, with a notice.
        part: The part of the country's trade that it is.
        editions: Where codes are given by HS edition, those of each, the latest first; empty where
            the same codes are meant in all.
    """

    label: Words
    codes: tuple[str, ...]
    edition: int | None
    products: tuple[Product, ...]
    accept_partial: bool = False
    part: TradePart = WHOLE_TRADE
    editions: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def codes_in(self, edition: int | None) -> tuple[str, ...]:
        """Its codes in an edition; all where those of that edition are not given."""
        return self.codes if edition is None else self.editions.get(edition, self.codes)

    @property
    def product_codes(self) -> tuple[str, ...]:
        """The codes of all its products, in order."""
        return tuple(code for product in self.products for code in product.codes)


@dataclass(frozen=True, slots=True)
class QuantityUnit:
    """The quantity reported: the unit added up, as files write it, and how it is printed.

    Attributes:
        unit: The unit as files write it.
        per: How many of it make one printed.
        label: What that is called, where the definition says.
        named: Whether the definition says either.
    """

    unit: str
    per: int
    label: Words
    named: bool = True


@dataclass(frozen=True, slots=True)
class Units:
    """The printed units of value by currency, and of quantity where one is reported.

    Attributes:
        value: The unit of value by currency.
        quantity: The unit of quantity; None where none is reported.
        named: The currencies whose unit the definition itself names.
    """

    value: dict[Currency, str]
    quantity: QuantityUnit | None
    named: frozenset[Currency] = frozenset()


@dataclass(frozen=True, slots=True)
class Style:
    """How numbers are printed; amounts are in printed units, rates in percent.

    Attributes:
        small_below: Amounts smaller than this get `small_places`; zero for none.
        small_most: As many places they get where they print as nothing in fewer.
        minimum_base: Growth on a smaller base is not printed.
        large_above: Growth above this follows `large_policy`: `print`, `cap` or `dash`.
        re_imports: Whether import shares are of a total with goods that come back.
        official_growth: Whether growth that customs printed is preferred.
        fit_units: Whether printed units fit the size of amounts and the language.
    """

    places: int
    rounding: Rounding
    small_below: Fraction
    small_places: int
    small_most: int
    minimum_base: Fraction
    large_above: Fraction
    large_policy: str
    re_imports: bool
    official_growth: bool
    fit_units: bool = False


@dataclass(frozen=True, slots=True)
class Section(ABC):
    """What a definition asks of a kind of section: the base of the kinds' records.

    Each kind is a module of `yuebao.report.sections`, which holds its record and how it is built.

    Attributes:
        kind: Its name in definitions and in the annex.
        about: What it reports, in a sentence.
        keys: Its keys in a definition, each with its JSON Schema.
        breakdown: What it breaks trade down by.
        measures: What the columns of its tables measure.
        whole_past: Whether it looks back to all that is stated of the subject.
        quantities: Whether it asks for quantities, whatever unit the definition prints.
    """

    kind: ClassVar[str]
    about: ClassVar[str]
    keys: ClassVar[Mapping[str, Any]] = {}
    breakdown: ClassVar[Breakdown]
    measures: ClassVar[tuple[Measure, ...]]
    whole_past: ClassVar[bool] = False
    quantities: ClassVar[bool] = False

    @classmethod
    def read(cls, raw: Mapping[str, Any]) -> Self:
        """The record of what a definition has, where it fits `schema()`."""
        own = {key: value for key, value in raw.items() if key != "kind"}
        return cls(**{k: tuple(v) if isinstance(v, list) else v for k, v in own.items()})

    @classmethod
    def schema(cls) -> Schema:
        """The JSON Schema of the section's table in a definition: defaults are the record's."""
        properties: Schema = {"kind": {"const": cls.kind}}
        defaults = {one.name: one.default for one in fields(cls)}
        for key, schema in cls.keys.items():
            default = defaults[key]
            properties[key] = dict(schema)
            if default is not MISSING:
                properties[key]["default"] = list(default) if type(default) is tuple else default
        return {
            "description": cls.about,
            "type": "object",
            "additionalProperties": False,
            "required": [key for key in cls.keys if defaults[key] is MISSING],
            "properties": properties,
        }

    def windows(self) -> tuple[Window, ...]:
        """Windows it prints whether or not the definition lists them."""
        return ()

    def asks(self, subject: Subject) -> tuple[tuple[str, ...], ...]:
        """The sets of codes whose levels it needs, by its breakdown."""
        return (subject.codes,)

    def draws(self, subject: Subject) -> tuple[tuple[str, ...], ...]:  # noqa: ARG002  # kinds use it
        """The sets of codes whose levels it draws month by month."""
        return ()

    def looks_back(self, span: Span) -> tuple[Period, ...]:  # noqa: ARG002  # kinds use it
        """Periods before a window whose levels it needs, beside the window's base."""
        return ()

    def applies(self, subject: Subject) -> bool:  # noqa: ARG002  # kinds use it
        """Whether the subject has what the section is about."""
        return True

    def check(self, definition: Definition, where: str) -> None:  # noqa: B027  # most need none
        """Refuse what the schema cannot say.

        Raises:
            DefinitionError: A key refers to what is not there.
        """


@dataclass(frozen=True, slots=True)
class Definition:
    """A report definition.

    Attributes:
        name: The file's name without its ending; it names the reports built.
        office: The customs office whose codes it speaks of.
        windows: The windows printed, in order.
        style: How numbers are printed.
        own_style: The keys of style that the definition itself has.
        fixed_groups: Groups whose members are those of a fixed month.
        flows: The flows reported, exports before imports.
        theme: The house style it is printed in where none is asked for: the name or path of one;
            empty for the default.
    """

    name: str
    title: Words
    institute: Words
    subject: Subject
    units: Units
    office: Office
    windows: tuple[Window, ...]
    style: Style
    own_style: Mapping[str, Any]
    fixed_groups: dict[str, Month]
    sections: tuple[Section, ...]
    theme: str = ""
    flows: tuple[Flow, ...] = FLOWS


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
        remedy=f"Add it there, beside {', '.join(words)}.",
    )


def check_groups(named: tuple[str, ...], office: Office, where: str) -> None:
    """Refuse country groups that are none.

    Raises:
        DefinitionError: There is no such group.
    """
    known = sorted(group.id for group in office.groups)
    for bloc in named:
        if bloc not in known:
            raise DefinitionError(
                f"there is no country group {bloc!r}", where=where,
                remedy=f"The groups are {', '.join(known)}.",
            )  # fmt: skip
