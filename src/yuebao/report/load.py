"""Reading definitions: from a TOML file to a checked record.

A definition is a TOML file that `definition.schema.json` describes, with a part from each kind of
section. The shipped ones are in `definitions/`; a new report is a new file.
"""

from __future__ import annotations

import tomllib
from dataclasses import fields, replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yuebao.domain import (
    WINDOWS,
    DefinitionError,
    Month,
    Rounding,
    find_window,
)
from yuebao.reference import DEFAULT_OFFICE, find_office
from yuebao.report.definition import (
    ALL_GOODS,
    FLOWS,
    Definition,
    Product,
    QuantityUnit,
    Style,
    Subject,
    Units,
    check_groups,
)
from yuebao.report.model import Side, TradePart
from yuebao.report.sections import SECTIONS, find_kind
from yuebao.report.toml import Toml, find_toml, load_schema, read_toml, shipped_names
from yuebao.report.units import value_labels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yuebao.reference import CurrencyWords, Office
    from yuebao.report.definition import Section
    from yuebao.report.toml import Schema

FOLDER = "definitions"
"""Where the shipped definitions are, below this package."""

_WINDOWS = ("month", "ytd")

_PARTS = tuple(one.name for one in fields(TradePart))
"""The keys of a subject that name a part of trade."""

TEMPLATES = "templates"
"""Where the shipped templates are: definitions with a code to be put in."""


def load_definition(name: str | Path) -> Definition:
    """Read a definition: a shipped one by its name, or any TOML file.

    Raises:
        DefinitionError: There is none, it is not TOML, or it breaks the schema.
    """
    definition = _read(find_toml(name, FOLDER, "report definition"))
    beside = Path(name).parent / definition.theme
    return replace(definition, theme=str(beside)) if beside.is_file() else definition


def read_definition(text: str, name: str) -> Definition:
    """A definition from its text, under a name of its own.

    Raises:
        DefinitionError: It is not TOML, or it breaks the schema.
    """
    return _read(Toml(text, name, name))


def load_template(name: str | Path) -> Definition:
    """Read a definition that is to be filled in: a shipped one by its name, or any TOML file.

    Raises:
        DefinitionError: As in `load_definition`.
    """
    return _read(find_toml(name, TEMPLATES, "template"))


def shipped_definitions() -> tuple[Definition, ...]:
    """The definitions that come with yuebao, by name."""
    return tuple(map(load_definition, shipped_names(FOLDER)))


@cache
def definition_schema(office: Office | None = None) -> Schema:
    """The JSON Schema of definitions by an office's codes: by default the one that is shipped."""
    office = office or find_office()
    schema = load_schema("definition.schema.json")
    schema["properties"]["office"]["default"] = DEFAULT_OFFICE
    subject = schema["properties"]["subject"]["properties"]
    depths = "|".join(f"[0-9]{{{digits}}}" for digits in office.depths)
    form = office.commodity_form()
    about = (
        f'HS codes of {form}, each with all below it; or "{ALL_GOODS}" for all goods. Where an '
        "edition changed the codes, those of each are under its year."
    )
    subject["codes"]["description"] = about
    subject["codes"]["items"] |= {
        "description": f'{form}, or "{ALL_GOODS}".', "pattern": f"^({ALL_GOODS}|{depths})$",
    }  # fmt: skip
    subject["codes"]["propertyNames"] = {"enum": [str(year) for year in office.editions]}
    by_edition = {"type": "string", "pattern": f"^({depths})$"}
    subject["codes"]["additionalProperties"]["items"] = by_edition
    subject["products"]["items"]["properties"]["code"] |= {
        "description": f"HS code of {form}.", "pattern": f"^({depths})$",
    }  # fmt: skip
    subject["provinces"]["items"]["enum"] = [region.code for region in office.regions]
    units = schema["properties"]["units"]
    units["properties"] = {
        **{words.code: _unit_schema(words) for words in office.currencies},
        **units["properties"],
    }
    schema["properties"]["windows"]["items"]["enum"] = list(map(str, WINDOWS))
    kinds = [one.record for one in SECTIONS]
    items = schema["properties"]["sections"]["items"]
    items["properties"]["kind"]["enum"] = [record.kind for record in kinds]
    items["allOf"] = [
        {
            "if": {"properties": {"kind": {"const": record.kind}}, "required": ["kind"]},
            "then": {"$ref": f"#/$defs/{record.kind}"},
        }
        for record in kinds
    ]
    schema["$defs"] |= {record.kind: record.schema() for record in kinds}
    return schema


def _unit_schema(currency: CurrencyWords) -> Schema:
    """The unit that values of a currency are printed in."""
    return {
        "description": f"For a report in {currency.code}.",
        "enum": list(value_labels(currency)),
        "default": currency.printed,
    }


def _office_of(text: str) -> Office:
    """The office a definition names; what is no definition is left to who reads it."""
    try:
        name = tomllib.loads(text).get("office")
    except ValueError:
        name = None
    return find_office(name if isinstance(name, str) else DEFAULT_OFFICE)


def _read(file: Toml) -> Definition:
    office = _office_of(file.text)
    raw = read_toml(file, lambda: definition_schema(office))
    definition = _build(file.name, raw, office)
    _check_meaning(definition, file.place)
    return definition


def _build(name: str, raw: Mapping[str, Any], office: Office) -> Definition:
    return Definition(
        name=name,
        title=raw["title"],
        institute=raw.get("institute", {}),
        subject=_subject(raw["subject"]),
        units=_units(raw.get("units", {}), office),
        office=office,
        windows=tuple(map(find_window, raw.get("windows", _WINDOWS))),
        style=read_style(raw.get("style", {})),
        own_style=raw.get("style", {}),
        fixed_groups={key: Month.parse(month) for key, month in raw.get("groups", {}).items()},
        sections=tuple(map(_section, raw["sections"])),
        theme=raw.get("theme", ""),
        flows=tuple(flow for flow in FLOWS if Side.of(flow) in raw.get("flows", tuple(Side))),
    )


def _subject(raw: Mapping[str, Any]) -> Subject:
    given = raw.get("codes", (ALL_GOODS,))
    editions = {}
    if isinstance(given, dict):
        editions = {int(year): tuple(codes) for year, codes in sorted(given.items(), reverse=True)}
        given = dict.fromkeys(code for codes in editions.values() for code in codes)
    return Subject(
        label=raw.get("label", {}),
        codes=tuple(given),
        editions=editions,
        edition=raw.get("edition"),
        products=tuple(
            Product(tuple(p.get("codes") or [p["code"]]), p["label"])
            for p in raw.get("products", ())
        ),
        accept_partial=raw.get("accept_partial", False),
        part=TradePart(**{kind: tuple(raw.get(kind, ())) for kind in _PARTS}),
    )


def _units(raw: Mapping[str, Any], office: Office) -> Units:
    quantity = raw.get("quantity")
    return Units(
        value={words.code: raw.get(words.code, words.printed) for words in office.currencies},
        named=frozenset(words.code for words in office.currencies if words.code in raw),
        quantity=None
        if quantity is None
        else QuantityUnit(
            quantity["unit"],
            quantity.get("per", 1),
            quantity.get("label", {}),
            named="per" in quantity or "label" in quantity,
        ),
    )


def read_style(raw: Mapping[str, Any]) -> Style:
    """How numbers are printed, by the keys of a definition's style; each has its default."""
    small = raw.get("small_values", {})
    large = raw.get("large_growth", {})
    return Style(
        places=raw.get("places", 1),
        rounding=Rounding(raw.get("rounding", "half-up")),
        small_below=Fraction(str(small.get("below", 0))),
        small_places=small.get("places", 0),
        small_most=small.get("most", small.get("places", 0)),
        minimum_base=Fraction(str(raw.get("minimum_base", 0))),
        large_above=Fraction(str(large.get("above", 1000))),
        large_policy=large.get("policy", "print"),
        fit_units=raw.get("units", "fixed") == "fit",
        re_imports=raw.get("re_imports", "included") == "included",
        official_growth=raw.get("official_growth", True),
    )


def _section(raw: Mapping[str, Any]) -> Section:
    record: type[Section] = find_kind(raw["kind"]).record
    return record.read(raw)


def with_style(definition: Definition, numbers: Mapping[str, Any]) -> Definition:
    """The definition with a house style's numbers, where it has none of its own."""
    return replace(definition, style=read_style({**numbers, **definition.own_style}))


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
    _check_part(definition, f"{file}, subject")
    _check_overlap(subject.codes, f"{file}, subject.codes")
    _check_overlap(subject.product_codes, f"{file}, subject.products")
    for code in subject.product_codes:
        if not code.startswith(subject.codes):
            raise DefinitionError(
                f"product {code} is not below the subject's codes",
                where=f"{file}, subject.products",
                remedy=f"The subject is {', '.join(subject.codes)}.",
            )
    for place, section in enumerate(definition.sections, 1):
        section.check(definition, f"{file}, sections[{place}]")
        check_groups(tuple(definition.fixed_groups), definition.office, f"{file}, groups")


def _check_part(definition: Definition, where: str) -> None:
    """Refuse partners, groups and modes that are none, and a country that trades with itself."""
    part, office = definition.subject.part, definition.office
    check_groups(part.groups, office, f"{where}.groups")
    for kind, codes, listing in (
        ("partners", part.partners, office.partners), ("modes", part.modes, office.modes),
    ):  # fmt: skip
        for code in codes:
            if listing.find(code) is None:
                raise DefinitionError(
                    f"there is no code {code!r} among the {kind} of {office}",
                    where=f"{where}.{kind}",
                    remedy="Write the code that customs gives it, as the files have it.",
                )


def _check_overlap(codes: tuple[str, ...], where: str) -> None:
    for place, code in enumerate(codes):
        for other in (*codes[:place], *codes[place + 1 :]):
            if other.startswith(code):
                raise DefinitionError(
                    f"{other} is part of {code}, and would count twice",
                    where=where,
                    remedy="Name each code once.",
                )
