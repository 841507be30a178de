"""Drafts of definitions: the text of a first report on codes, for a person to go on from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from string import capwords
from typing import TYPE_CHECKING, Any

from yuebao.domain import Flow, UserError
from yuebao.reference import DEFAULT_OFFICE, find_office
from yuebao.report.batch import name_heading
from yuebao.report.definition import ALL_GOODS, FLOWS, Words
from yuebao.report.language import find_language
from yuebao.report.load import load_template
from yuebao.report.model import Side
from yuebao.report.words import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.domain import Month
    from yuebao.reference import Office
    from yuebao.report.words import Language

_TEMPLATE = "heading"
"""The shipped template whose title a draft takes."""

_THEME = "standard"
"""The house style of new reports; those of the published series have their own."""

_SECTIONS: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("overview", {}), ("partners", {"shares": True}), ("provinces", {}),
)  # fmt: skip
"""The sections of a first report."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a definition is to say.

    Attributes:
        codes: HS codes, each with all below it, none below another; or `all` alone.
        labels: What the goods are called, by language; by default as the office's list calls them.
        titles: The report's title, by language; by default the shipped template's.
        languages: The languages it can be built in; by default all of the template's.
        flows: The flows reported.
        windows: The windows printed; by default as definitions have them.
        products: The parts that are compared: each one's code, and its name by language.
        sections: The kinds of its sections in order, each with its keys.
        theme: The house style.
    """

    codes: tuple[str, ...]
    labels: Words = field(default_factory=dict)
    titles: Words = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    flows: tuple[Flow, ...] = FLOWS
    windows: tuple[str, ...] = ()
    products: tuple[tuple[str, Words], ...] = ()
    sections: tuple[tuple[str, Mapping[str, Any]], ...] = _SECTIONS
    theme: str = _THEME


def draft_definition(draft: Draft, month: Month, office: Office) -> str:
    """A definition as TOML, whose goods are named from the office's list.

    Args:
        draft: What it is to say.
        month: The month whose list names the goods and tells their units.
        office: The office whose codes they are.

    Raises:
        UserError: A code is not in the list, or no name is given for several codes, or for one
            where the office has no list.
    """
    whole = draft.codes == (ALL_GOODS,)
    listed = office.commodities.languages
    for code in () if whole or not listed else draft.codes:
        if not any(known.startswith(code) for known in office.commodities.codes(month)):
            year = office.commodities.list_for(month).year
            raise UserError(
                f"the list of {year} has no code that begins with {code}",
                remedy="Find codes with: yuebao codes WORDS.",
            )
    named, titles = {}, {}
    template, shipped = load_template(_TEMPLATE).title, find_office()
    for tag in draft.languages or template:
        language = find_language(tag, Wording(), office)
        named[tag] = draft.labels.get(tag) or (
            language.all_goods if whole else _name(draft.codes, month, language)
        )
        usual = template[tag].replace(shipped.names[tag], office.names[tag])
        usual = usual.replace("{name}", _headline(named[tag]))
        titles[tag] = draft.titles.get(tag) or usual
    unit = None if whole else _unit(draft.codes, month, office)
    return "\n".join(_lines(draft, office, {} if whole else named, titles, unit))


def _headline(name: str) -> str:
    """A name as titles write it: Stainless Steel Sinks; as it is where it has capitals or none."""
    return name if any(map(str.isupper, name)) else capwords(name)


def _name(codes: Sequence[str], month: Month, language: Language) -> str:
    if len(codes) > 1:
        raise UserError(
            f"{len(codes)} codes have no name in common",
            remedy=f"Say what the goods are called: --label {language.code}=NAME.",
        )
    code, names_in = codes[0], language.words.names_in
    if names_in not in language.office.commodities.languages:
        raise UserError(
            f"no list of the office names {code}",
            remedy=f"Say what the goods are called: --label {language.code}=NAME.",
        )
    whole = language.office.commodities.find(code, month, names_in)
    return whole.name if whole is not None else name_heading(code, month, language)


def _unit(codes: Sequence[str], month: Month, office: Office) -> str | None:
    """The one unit of quantity that all the codes have; None where they have several."""
    found = {
        listed.unit
        for code in office.commodities.codes(month)
        if code.startswith(tuple(codes))
        and (listed := office.commodities.find(code, month)) is not None
    }
    return found.pop() if len(found) == 1 else None


def _lines(
    draft: Draft, office: Office, named: Words, titles: Words, unit: str | None
) -> Iterator[str]:
    yield "# Made by yuebao; every key is in docs/reference/definition.md."
    yield from ("", f"theme = {_written(draft.theme)}")
    if office.name != DEFAULT_OFFICE:
        yield f"office = {_written(office.name)}"
    if draft.flows != FLOWS:
        yield f"flows = {_written([Side.of(flow) for flow in draft.flows])}"
    if draft.windows:
        yield f"windows = {_written(draft.windows)}"
    yield from ("", "[title]", *(f"{tag} = {_written(text)}" for tag, text in titles.items()))
    yield from ("", "[subject]")
    if named:
        yield f"label = {_written(named)}"
    yield f"codes = {_written(draft.codes)}"
    for code, label in draft.products:
        yield from ("", "[[subject.products]]", f"code = {_written(code)}")
        yield f"label = {_written(label)}"
    if unit is not None:
        yield from ("", "[units]", f"quantity = {{ unit = {_written(unit)} }}")
    for kind, keys in draft.sections:
        yield from ("", "[[sections]]", f"kind = {_written(kind)}")
        yield from (f"{key} = {_written(value)}" for key, value in keys.items())
    yield ""


def _written(value: object) -> str:
    """A value as TOML writes it; JSON writes texts, numbers and truth alike."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_written(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_written, value))}]"
    # What TOML forbids in a text as it stands, JSON leaves as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
