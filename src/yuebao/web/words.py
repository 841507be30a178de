"""The words of pages, by language: `assets/words.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from yuebao.report.language import LANGUAGES

Words = dict[str, Any]


@cache
def all_words() -> dict[str, Words]:
    """The words of every language."""
    text = files("yuebao.web").joinpath("assets", "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def words_in(language: str) -> Words:
    """The words of a language."""
    return all_words()[language]


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
