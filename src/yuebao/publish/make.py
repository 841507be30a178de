"""A definition made by choosing: what was chosen as texts, the TOML of it, and keeping that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yuebao.domain import WINDOWS, UserError
from yuebao.publish.explored import name_goods
from yuebao.publish.question import children_of
from yuebao.publish.writing import write_files
from yuebao.report.definition import ALL_GOODS, FLOWS
from yuebao.report.draft import Draft, draft_definition
from yuebao.report.language import LANGUAGES, find_language
from yuebao.report.load import FOLDER, read_definition
from yuebao.report.model import Side
from yuebao.report.sections import SECTIONS
from yuebao.report.theme import FOLDER as THEMES
from yuebao.report.toml import shipped_names
from yuebao.report.words import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from yuebao.domain import Month
    from yuebao.reference import Office
    from yuebao.report import Definition

USUAL_WINDOWS = ("month", "ytd")
USUAL_SECTIONS = ("overview", "partners", "provinces")
USUAL_THEME = "standard"

FIELDS = (
    "codes", *(f"{what}_{code}" for what in ("label", "title") for code in LANGUAGES), "flows",
    "windows", "sections", "groups", "first", "shares", "contribution", "plain", "theme", "name",
)  # fmt: skip
"""What may be chosen, by name."""

_LABEL = f"label_{next(iter(LANGUAGES))}"

_FIELDS_OF_KEYS = {
    "subject.codes": "codes", "subject.products": "sections", "subject.label": _LABEL,
    "subject": "codes", "title": _LABEL, "flows": "flows", "windows": "windows",
    "sections": "sections", "theme": "theme",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MadeDefinition:
    """A definition that was made.

    Attributes:
        name: What it is called: its file's name without the ending.
        text: Its TOML.
        definition: What that says.
    """

    name: str
    text: str
    definition: Definition


def offered_sections() -> tuple[str, ...]:
    """The kinds of sections that can be chosen: those that need no text of an editor's."""
    needs = {one.record.kind: set(one.record.schema()["required"]) for one in SECTIONS}
    return tuple(kind for kind, keys in needs.items() if keys <= {"window"})


def themes() -> tuple[str, ...]:
    """The house styles that can be chosen."""
    return tuple(shipped_names(THEMES))


def make_definition(
    chosen: Mapping[str, str], month: Month, office: Office, unlisted: Sequence[str] = ()
) -> MadeDefinition:
    """A definition of what was chosen.

    Args:
        chosen: Texts by the names of `FIELDS`; several of one name have commas between. What is
            not there has its default.
        month: The month whose list names the goods.
        office: The office whose codes they are.
        unlisted: The codes there are where the office has no list.

    Raises:
        UserError: Something chosen cannot be meant; `where` is its name, or a key of the TOML.
    """
    codes = tuple(dict.fromkeys(_several(chosen, "codes")))
    if not codes:
        raise UserError("no goods are named", where="codes", remedy="Write HS codes, as 8507.")
    sections = tuple(_sections(chosen, office))
    languages = _languages(chosen, codes, office)
    draft = Draft(
        codes=codes,
        labels=_by_language(chosen, "label"),
        titles=_by_language(chosen, "title"),
        languages=languages,
        flows=tuple(
            flow for flow in FLOWS if Side.of(flow) in _among(chosen, "flows", tuple(Side))
        ) or FLOWS,
        windows=_among(chosen, "windows", tuple(map(str, WINDOWS))) or USUAL_WINDOWS,
        products=_products(codes, month, office, languages, unlisted)
        if any(kind == "products" for kind, _ in sections) else (),
        sections=sections,
        theme=next(iter(_among(chosen, "theme", themes())), USUAL_THEME),
    )  # fmt: skip
    usual = re.sub(r"\W+", "-", "-".join(("report", *codes)))[:40].rstrip("-")
    name = chosen.get("name") or usual
    if not re.fullmatch(r"\w[\w-]{0,59}", name):
        raise UserError(
            f"{name[:60]!r} cannot be a file's name", where="name",
            remedy="Take letters, digits and hyphens, at most 60.",
        )  # fmt: skip
    try:
        text = draft_definition(draft, month, office)
    except UserError as error:
        raise UserError(error.found, where="codes", remedy=error.remedy) from error
    return MadeDefinition(name, text, read_definition(text, name))


def field_of(where: str) -> str:
    """The choice that a refusal is about, by the key it names; empty where it is none."""
    if where in (*FIELDS, "currency"):
        return where
    key = re.sub(r"\[.*", "", where.rpartition(", ")[2])
    while key and key not in _FIELDS_OF_KEYS:
        key = key.rpartition(".")[0]
    return _FIELDS_OF_KEYS.get(key, "")


def keep_definition(folder: Path, made: MadeDefinition) -> Path:
    """Write a definition into a folder; what is there is never written over.

    Raises:
        UserError: There is one of the name.
        PlaceError: The system refuses.
    """
    path = folder / f"{made.name}.toml"
    if path.exists() or made.name in shipped_names(FOLDER):
        raise UserError(
            f"there is a definition {made.name!r} already", where="name", remedy="Take another."
        )
    write_files(folder, {path.name: made.text.encode()})
    return path


def _several(chosen: Mapping[str, str], name: str) -> list[str]:
    return [part.strip() for part in chosen.get(name, "").split(",") if part.strip()]


def _among(chosen: Mapping[str, str], name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """What was chosen of some words, in their order."""
    given = _several(chosen, name)
    for one in given:
        if one not in known:
            raise UserError(f"{one[:40]!r} cannot be chosen", where=name,
                            remedy=f"There are {', '.join(known)}.")  # fmt: skip
    return tuple(one for one in known if one in given)


def _by_language(chosen: Mapping[str, str], name: str) -> dict[str, str]:
    texts = {code: " ".join(chosen.get(f"{name}_{code}", "").split()) for code in LANGUAGES}
    return {code: text for code, text in texts.items() if text}


def _languages(
    chosen: Mapping[str, str], codes: tuple[str, ...], office: Office
) -> tuple[str, ...]:
    """The languages the report can be had in: all, where a list has a name for its goods."""
    if len(codes) == 1 and (ALL_GOODS in codes or office.commodities.languages):
        return tuple(LANGUAGES)
    named = tuple(_by_language(chosen, "label"))
    if not named:
        raise UserError(
            f"no list of the office names {codes[0]}" if len(codes) == 1
            else f"{len(codes)} codes have no name in common",
            where=_LABEL, remedy="Say what the goods are called.",
        )  # fmt: skip
    return named


def _products(
    codes: tuple[str, ...],
    month: Month,
    office: Office,
    languages: tuple[str, ...],
    unlisted: Sequence[str],
) -> tuple[tuple[str, dict[str, str]], ...]:
    """The parts that are compared: the codes, or those a step below a single one."""
    parts = codes if len(codes) > 1 else children_of(office, codes[0], month, unlisted)
    if not parts or ALL_GOODS in codes:
        raise UserError("these goods have no parts in the list", where="sections",
                        remedy="Leave out the section products.")  # fmt: skip
    spoken = {code: find_language(code, Wording(), office) for code in languages}
    return tuple(
        (part, {code: name_goods(language, part, month) for code, language in spoken.items()})
        for part in parts
    )


def _sections(chosen: Mapping[str, str], office: Office) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The sections chosen, with what was chosen for all that have a key of the kind."""
    wanted = _among(chosen, "sections", offered_sections()) or USUAL_SECTIONS
    groups = _among(chosen, "groups", tuple(group.id for group in office.groups))
    first = chosen.get("first", "")
    if first and not (first.isascii() and first.isdigit() and 1 <= int(first) <= 99):
        raise UserError(f"{first[:20]!r} rows cannot be printed", where="first",
                        remedy="Take 1 to 99.")  # fmt: skip
    given: dict[str, Any] = {"first": int(first)} if first else {}
    given |= {name: True for name in ("shares", "contribution") if chosen.get(name)}
    given |= {"blocs": groups} if groups else {}
    windows = _among(chosen, "windows", tuple(map(str, WINDOWS))) or USUAL_WINDOWS
    for one in SECTIONS:
        record = one.record
        if record.kind not in wanted:
            continue
        keys = {name: value for name, value in given.items() if name in record.keys}
        if chosen.get("plain") and "charts" in record.keys:
            keys["charts"] = [] if record.keys["charts"].get("type") == "array" else False
        for window in windows if "window" in record.keys else (None,):
            yield record.kind, keys if window is None else {"window": window, **keys}
