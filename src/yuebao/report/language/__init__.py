"""The words of a report, one module a language: typed phrases, never free-standing text.

Every language has the same phrases (a test holds that); a report is built in one of them.
"""

from __future__ import annotations

from yuebao.domain import UserError
from yuebao.report.language._ranked import Ranked
from yuebao.report.language._wording import Wording
from yuebao.report.language.en import English
from yuebao.report.language.zh import Chinese

Language = Chinese | English

LANGUAGES: dict[str, type[Language]] = {"zh": Chinese, "en": English}
"""The languages, by code."""


def find_language(code: str, wording: Wording) -> Language:
    """The language of that code, in a house style's words.

    Raises:
        UserError: There is none.
    """
    if code not in LANGUAGES:
        raise UserError(
            f"there is no language {code!r}", remedy=f"The languages are {', '.join(LANGUAGES)}."
        )
    return LANGUAGES[code](wording)


__all__ = ["LANGUAGES", "Chinese", "English", "Language", "Ranked", "Wording", "find_language"]
