"""Trade modes (贸易方式): under what customs regime goods cross the border."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.reference._folder import Names, in_language, names_of
from yuebao.reference._listing import Listing

if TYPE_CHECKING:
    from yuebao.reference._folder import Folder


@dataclass(frozen=True, slots=True)
class Mode:
    """A trade mode, or several that some tables print as one.

    Attributes:
        code: As facts have it.
        names: The name a report prints, by language.
        members: The codes of those it is made of; empty for a mode of its own.
    """

    code: str
    names: Names
    members: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """The name a report prints.

        Raises:
            UserError: There is none in the language.
        """
        return in_language(self.names, language)


class OfficeModes(Listing[Mode]):
    """The trade modes of an office, in order of code.

    Attributes:
        groups: What some tables print in place of several modes, or beside them.
    """

    def __init__(self, folder: Folder) -> None:
        rows = folder.read_table("modes.tsv")
        super().__init__(Mode(row["code"], names_of(row)) for row in rows)
        self.groups = tuple(
            Mode(row["code"], names_of(row), tuple(row["members"].split()))
            for row in folder.read_table("mode-groups.tsv")
        )

    def find(self, code: str) -> Mode | None:
        """The mode of a code, or the group; None where the lists have none."""
        return super().find(code) or next((g for g in self.groups if g.code == code), None)
