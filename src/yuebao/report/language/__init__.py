"""The languages of reports, one package each: typed statements in, running text out.

Each fulfils the protocol `yuebao.report.words.Language` and has the words of every kind of
section (tests hold both); a report is built in one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from yuebao.domain import UserError
from yuebao.report.language._reading import load_words, read_words

if TYPE_CHECKING:
    from yuebao.reference import Office
    from yuebao.report.words import Language, Wording

Languages = Mapping[str, Callable[["Wording", "Office"], "Language"]]
"""Languages by code: what makes each for a house style's words and a customs office."""


def _chinese(wording: Wording, office: Office) -> Language:
    from yuebao.report.language.zh import Chinese

    return Chinese(wording, office)


def _english(wording: Wording, office: Office) -> Language:
    from yuebao.report.language.en import English

    return English(wording, office)


LANGUAGES: Languages = {"zh": _chinese, "en": _english}
"""The languages that come with yuebao, the first being the one reports are in by default.

Each is imported when a report in it is built: it has the words of every section.
"""


def find_language(
    code: str, wording: Wording, office: Office, languages: Languages = LANGUAGES
) -> Language:
    """The language of that code, in a house style's words, for the reports of an office.

    Raises:
        UserError: There is none.
    """
    if code not in languages:
        raise UserError(
            f"there is no language {code!r}", remedy=f"The languages are {', '.join(languages)}."
        )
    return languages[code](wording, office)


__all__ = ["LANGUAGES", "Languages", "find_language", "load_words", "read_words"]
