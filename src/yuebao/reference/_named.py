"""Lists of things that have a code, names, and perhaps a larger thing they are a part of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.reference._folder import in_language, names_of
from yuebao.reference._listing import Listing

if TYPE_CHECKING:
    from yuebao.reference._folder import Folder, Names


@dataclass(frozen=True, slots=True)
class Named:
    """A kind of enterprise, or a line of tables by partner that is no partner.

    Attributes:
        code: As facts have it.
        names: The name a report prints, by language.
        within: The code of what it is a part of; None where it stands by itself.
    """

    code: str
    names: Names
    within: str | None = None

    def name(self, language: str) -> str:
        """The name a report prints.

        Raises:
            UserError: There is none in the language.
        """
        return in_language(self.names, language)


def read_named(folder: Folder, name: str) -> Listing[Named]:
    """The things of a list, in its order; none where the office has no such list."""
    return Listing(
        Named(row["code"], names_of(row), row.get("within") or None)
        for row in folder.read_table(name)
    )
