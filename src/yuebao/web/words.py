"""The words of pages, by language: `assets/words.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any

from yuebao.report.language import LANGUAGES

if TYPE_CHECKING:
    from yuebao.reference import RegionWords

Words = dict[str, Any]

Say = Callable[[str, str], str]
"""What says an English text, given a language and it."""


def untranslated(language: str, text: str) -> str:
    """A text as it is."""
    del language
    return text


@cache
def all_words() -> dict[str, Words]:
    """The words of every language."""
    text = files("yuebao.web").joinpath("assets", "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def words_in(language: str, regions: RegionWords | None = None) -> Words:
    """The words of a language.

    Args:
        language: The language.
        regions: What an office calls the regions of its country; by default no office's words.
    """
    words = all_words()[language]
    one, many = words["region"] if regions is None else (regions.one, regions.many)
    said = {"one": one, "many": many, "One": _with_capital(one), "Many": _with_capital(many)}

    def filled(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: filled(value) for key, value in part.items()}
        if isinstance(part, list):
            return list(map(filled, part))
        return Template(part).substitute(said) if isinstance(part, str) else part

    return dict(filled(words))


def _with_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def told_grain(grain: object, words: Words) -> str:
    """What facts are broken down by; empty where that is not known.

    Args:
        grain: A grain as it is written: `hs8/partner/province`.
        words: The words of a page.
    """
    depth, *dimensions = str(grain or "").split("/")
    digits = depth.removeprefix("hs")
    said = words["depths"].get(depth) or words["depths"]["codes"].format(digits) if depth else ""
    return " × ".join(filter(None, (said, *(words["columns"].get(one, one) for one in dimensions))))


def told_scope(scope: object, words: Words) -> str:
    """The part of trade that facts cover.

    Args:
        scope: A scope as it is written: `all`, `province=31`.
        words: The words of a page.
    """
    dimension, _, codes = str(scope).partition("=")
    if not codes:
        return str(words["all_trade"])
    said = words["comma"].join(codes.split(","))
    return str(words["columns"].get(dimension, dimension) + words["in_brackets"].format(said))


def page_languages() -> tuple[str, ...]:
    """The languages pages can be had in: those of reports that have words here, in their order."""
    return tuple(code for code in LANGUAGES if code in all_words())


def preferred(header: str) -> str:
    """The language of pages for a browser's Accept-Language; the first where it names none."""
    wanted: list[tuple[float, int, str]] = []
    for place, part in enumerate(header.split(",")[:20]):
        tag, _, rest = part.strip().partition(";")
        try:
            weight = float(rest.strip().removeprefix("q=")) if rest.strip() else 1.0
        except ValueError:
            continue
        wanted.append((-weight, place, tag.partition("-")[0].lower()))
    languages = page_languages()
    return next((tag for _, _, tag in sorted(wanted) if tag in languages), languages[0])
