"""Every refusal in one shape: which status it has, and what JSON says of it."""

from __future__ import annotations

import json
import re
from copy import copy
from typing import TYPE_CHECKING

from yuebao.domain import UnavailableError, UserError, YuebaoError
from yuebao.errors import DataError, SeveralError, StoreError
from yuebao.publish.errors import error_record
from yuebao.web.words import words_in

if TYPE_CHECKING:
    from yuebao.web.words import Say


class AddressError(UserError):
    """Nothing is to be had at an address."""


class GoneError(UserError):
    """What a permanent address was of is no longer here as it was."""


class AccessError(UserError):
    """A reader must show a token, and did not."""


class WritingError(UserError):
    """Somebody would write who showed no token for that, or where nobody may."""


class OriginError(UserError):
    """A page of another site would send something here in a reader's name."""


class MethodError(UserError):
    """An address answers no such method."""


class HostError(UserError):
    """A request names a host that this server is not."""


class LimitError(UserError):
    """A request is larger than a server takes."""


class TooLongError(UserError):
    """An answer takes longer than a server gives it."""


class UnexpectedError(YuebaoError):
    """Something went wrong that is no mistake of the reader's."""


STATUSES: dict[type[YuebaoError], int] = {
    AddressError: 404,
    GoneError: 410,
    AccessError: 401,
    WritingError: 403,
    OriginError: 403,
    MethodError: 405,
    HostError: 421,
    LimitError: 413,
    TooLongError: 503,
    UnavailableError: 404,
    StoreError: 503,
    UserError: 400,
    DataError: 422,
    UnexpectedError: 500,
    YuebaoError: 422,
}
"""The status of each kind of error, the nearest kind before those it is one of."""


ON_PAGE = "Ask whoever runs this server; where it takes files, bring them on the page for that."
"""What to do, in place of a command that a page's reader does not have."""

_SENTENCE_END = re.compile(r"(?<=[.!?]) +(?=[A-Z])")
_COMMAND = re.compile(r"\byuebao [a-z]|(?<![\w-])--[a-z]")


def remedy_on_page(remedy: str) -> str:
    """What to do, without the sentences that name commands or their options."""
    sentences = _SENTENCE_END.split(remedy)
    kept = [sentence for sentence in sentences if not _COMMAND.search(sentence)]
    return " ".join(kept if len(kept) == len(sentences) else [*kept, ON_PAGE])


def status_of(error: YuebaoError) -> int:
    """The HTTP status of a refusal."""
    return next(status for kind, status in STATUSES.items() if isinstance(error, kind))


def refusal_json(error: YuebaoError) -> bytes:
    """A refusal as every machine gets it."""
    return json.dumps(error_record(error), ensure_ascii=False, indent=1).encode()


def in_language(error: YuebaoError, language: str, say: Say) -> YuebaoError:
    """A refusal in the language of a page; several, each on a line of its own."""
    told = copy(error)
    told.found, told.where, told.remedy = (
        say(language, text) for text in (error.found, error.where, remedy_on_page(error.remedy))
    )
    if isinstance(error, SeveralError) and error.refusals:
        words = words_in(language)
        lines = [say(language, f"{error.found.partition(':')[0]}: ").rstrip()]
        for one in error.refusals[: error.most_told]:
            said = in_language(one, language, say)
            place = f"{said.where}{words['colon']}" if said.where else ""
            lines.append(f"{place}{said.found}{words['stop']}{words['after_stop']}{said.remedy}")
        told.found = "\n".join((*lines, *error.named()))
    return told
