"""Titles of tables that are of a part of trade: of a partner, a city, some goods, a kind of owner.

Such a table has the heads of one of all trade, and its totals would be taken for the country's.
What titles of tables of all trade say is known (`title` in the office's dialects); whatever else a
title says may limit it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yuebao.domain import UserError
from yuebao.sources._dialects import is_footnote
from yuebao.sources._values import plain, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.domain import Scope
    from yuebao.reference import Office
    from yuebao.sources._dialects import Dialects
    from yuebao.sources._title import Above

_HAN = re.compile(r"[\u3400-\u9fff]")
_BRACKETS = re.compile(r"\([^()]*\)?")


def refuse_part_of_trade(
    above: Above, dialects: Dialects, office: Office, scope: Scope | None
) -> None:
    """Refuse a table whose title limits it, unless the user says what it is of.

    Args:
        above: What stands above the table.
        dialects: What tables of the office look like.
        office: The office, whose regions have names that limit a table in a way that is known.
        scope: The part of trade that the user says the files cover.

    Raises:
        UserError: Its title says more than that it is of all trade, or of a region's.
    """
    if scope is not None or not dialects.title.endings:
        return
    names = [name for r in office.regions for name in (r.full, *r.names.values())]
    known = sorted({*dialects.title.neutral, *map(plain, names)}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, known)))
    for title in _titles(above, dialects):
        if _HAN.search(pattern.sub(" ", title)):
            raise UserError(
                f"its title, {shown(title)}, may be of a part of trade alone",
                where=above.path_name,
                remedy="If it is of all trade, say --scope all, or --scope province=31 (its code). "
                "A table of a part of it would be taken for the whole.",
            )


def _titles(above: Above, dialects: Dialects) -> Iterator[str]:
    """The texts above the heads that name a table."""
    for text in map(plain, above.texts):
        bare = _BRACKETS.sub("", text).rstrip("0123456789.:-")
        words = dialects.title
        named = bare.endswith(words.endings) and any(word in bare for word in words.of_trade)
        if named and not is_footnote(text, dialects.words.footnotes):
            yield text
