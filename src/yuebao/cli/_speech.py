"""What the command line says, in the language of whoever sits before it.

The code says everything in English, and so do the library, JSON and logs. On its way to a terminal
a text is looked up in a catalogue, `language/<name>.toml`: English as it stands in the source, with
{} where something was put in, and the same in the other language. What was put in is looked up in
turn, and stays as it is where it is a name, a code or a number; so does a text that the catalogue
lacks, which `tests/unit/test_translations.py` does not let happen.
"""

from __future__ import annotations

import os
import re
from contextvars import ContextVar
from typing import TYPE_CHECKING

import click

from yuebao.errors import SeveralError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yuebao.cli._catalogue import Catalogue
    from yuebao.domain import Fault
    from yuebao.errors import YuebaoError

ENGLISH = "en"
"""The language of the source, which needs no catalogue."""

LANGUAGES = (ENGLISH, "zh")
"""The languages the command line speaks; each but English has a catalogue."""

VARIABLE = "YUEBAO_LANG"
"""The environment variable that names the language; it goes before the locale."""

_LOCALE = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # in the order of GNU gettext

_LANGUAGE: ContextVar[str] = ContextVar("language", default=ENGLISH)


def surrounding_language(environment: Mapping[str, str]) -> str:
    """The language that the environment asks for, English where it asks for none that is spoken."""
    own = environment.get(VARIABLE, "")
    asked = next((value for name in _LOCALE if (value := environment.get(name))), "")
    name = re.split(r"[^A-Za-z]", own or asked, maxsplit=1)[0].lower()
    return name if name in LANGUAGES else ENGLISH


def speak(language: str | None = None) -> None:
    """Say all that follows in a language; by default in the one around us."""
    _LANGUAGE.set(language or surrounding_language(os.environ))


def say_in(language: str, text: str) -> str:
    """A text in a language, whichever is spoken here."""
    if language == ENGLISH or language not in LANGUAGES:
        return text
    from yuebao.cli._catalogue import read_catalogue

    return read_catalogue(language).say(text, within=True)


def say(text: str, *, within: bool = False) -> str:
    """A text in the language spoken; `within` says words, too, that stand in other texts."""
    catalogue = _catalogue()
    bare = text.lstrip(" ")
    if catalogue is None:
        return text
    return text[: len(text) - len(bare)] + catalogue.say(bare, within=within)


def say_extra(extra: str) -> str:
    """What help says in brackets behind an option, in the language spoken."""
    catalogue = _catalogue()
    return extra if catalogue is None else catalogue.say_extra(extra)


def tell(text: object) -> None:
    """Print a line in the language spoken."""
    click.echo(say(str(text)))


def spoken() -> str:
    """The code of the language spoken."""
    return _LANGUAGE.get()


def say_error(error: YuebaoError) -> str:
    """A refusal as one paragraph in the language spoken; several, each as one below the other."""
    catalogue = _catalogue()
    if catalogue is None:
        return str(error)
    if isinstance(error, SeveralError) and error.refusals:
        head, *_ = error.found.partition(":")
        told = map(say_error, error.refusals[: error.most_told])
        return "\n  ".join([catalogue.say(f"{head}: "), *told, *error.named()])
    where, found, remedy = (catalogue.say(part, within=True) for part in error.shown())
    said = found.removesuffix(".").removesuffix(catalogue.stop)
    stop = "" if said.endswith(catalogue.marks["?"]) else catalogue.stop
    return catalogue.placed(where, f"{said}{stop}{remedy}")


def say_finding(finding: Fault) -> str:
    """What a check found, as one paragraph in the language spoken."""
    catalogue = _catalogue()
    if catalogue is None:
        return str(finding)
    place = catalogue.say(finding.where, within=True)
    parts = (finding.what, finding.why, finding.remedy)
    return catalogue.placed(place, "".join(map(catalogue.say, parts)))


def _catalogue() -> Catalogue | None:
    language = _LANGUAGE.get()
    if language == ENGLISH:
        return None
    from yuebao.cli._catalogue import read_catalogue

    return read_catalogue(language)
