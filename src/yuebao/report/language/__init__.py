"""The languages of reports, one package each: typed statements in, running text out.

Each fulfils the protocol `yuebao.report.words.Language` and has the words of every kind of
section (tests hold both); a report is built in one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import UserError
from yuebao.report.language.en import English
from yuebao.report.language.zh import Chinese

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from yuebao.report.words import Language, Wording

LANGUAGES: Mapping[str, Callable[[Wording], Language]] = {"zh": Chinese, "en": English}
"""The languages, by code: each is made for a house style's words."""


def find_language(
    code: str,
    wording: Wording,
    languages: Mapping[str, Callable[[Wording], Language]] = LANGUAGES,
) -> Language:
    """The language of that code, in a house style's words.

    Raises:
        UserError: There is none.
    """
    if code not in languages:
        raise UserError(
            f"there is no language {code!r}", remedy=f"The languages are {', '.join(languages)}."
        )
    return languages[code](wording)


__all__ = ["LANGUAGES", "find_language"]
