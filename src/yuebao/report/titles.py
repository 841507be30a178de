"""Titles of reports, which may leave open whether they speak of trade, exports or imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.report.language import LANGUAGES, find_language
from yuebao.report.theme import DEFAULT_THEME, load_theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Flow
    from yuebao.report.definition import Definition
    from yuebao.report.words import Language

_FLOW = "{flow}"


def fill_title(title: str, language: Language, flows: Sequence[Flow]) -> str:
    """A title in a language, of a report on these flows: 中国大豆进口月度监测报告."""
    return title.replace(_FLOW, language.traded(flows))


def titles_of(definition: Definition, flows: Sequence[Flow]) -> dict[str, str]:
    """A definition's titles by language, those of languages that reports can be built in."""
    wording = load_theme(DEFAULT_THEME).wording
    return {
        code: fill_title(title, find_language(code, wording, definition.office), flows)
        for code, title in definition.title.items()
        if code in LANGUAGES
    }
