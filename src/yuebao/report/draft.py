"""Drafts of definitions: the text of a first report on codes, for a person to go on from."""

from __future__ import annotations

import json
from string import capwords
from typing import TYPE_CHECKING

from yuebao.domain import UserError
from yuebao.report.batch import name_heading
from yuebao.report.language import find_language
from yuebao.report.load import load_template
from yuebao.report.words import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.domain import Month
    from yuebao.reference import Office
    from yuebao.report.definition import Words
    from yuebao.report.words import Language

_TEMPLATE = "heading"
"""The shipped template whose title a draft takes."""


_THEME = "standard"
"""The house style of new reports; those of the published series have their own."""


def draft_definition(codes: Sequence[str], month: Month, office: Office, labels: Words) -> str:
    """A definition of codes as TOML, named from the office's list.

    Args:
        codes: HS codes, each with all below it; none below another.
        month: The month whose list names them and tells their units.
        office: The office whose codes they are.
        labels: What the goods are called, by language; by default as the list calls them.

    Raises:
        UserError: A code is in no list, or several codes are given and no name for them.
    """
    for code in codes:
        if not any(known.startswith(code) for known in office.commodities.codes(month)):
            raise UserError(
                f"the list of {month.year} has no code that begins with {code}",
                remedy="Find codes with: yuebao codes WORDS.",
            )
    title = load_template(_TEMPLATE).title
    named = {
        tag: labels.get(tag) or _name(codes, month, find_language(tag, Wording(), office))
        for tag in title
    }
    titles = {tag: text.replace("{name}", _headline(named[tag])) for tag, text in title.items()}
    return "\n".join(_lines(codes, named, titles, _unit(codes, month, office)))


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


def _lines(codes: Sequence[str], named: Words, titles: Words, unit: str | None) -> Iterator[str]:
    yield "# Made by `yuebao new`; every key is in docs/reference/definition.md."
    yield from ("", f"theme = {_quoted(_THEME)}")
    yield from ("", "[title]", *(f"{tag} = {_quoted(text)}" for tag, text in titles.items()))
    label = ", ".join(f"{tag} = {_quoted(text)}" for tag, text in named.items())
    yield from ("", "[subject]", f"label = {{ {label} }}")
    yield f"codes = [{', '.join(map(_quoted, codes))}]"
    if unit is not None:
        yield from ("", "[units]", f"quantity = {{ unit = {_quoted(unit)} }}")
    for kind, keys in (("overview", ()), ("partners", ("shares = true",)), ("provinces", ())):
        yield from ("", "[[sections]]", f"kind = {_quoted(kind)}", *keys)
    yield ""


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
