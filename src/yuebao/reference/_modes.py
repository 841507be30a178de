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
    """A trade mode: its code, and its name by language."""

    code: str
    names: Names

    def name(self, language: str) -> str:
        """The name a report prints.

        Raises:
            UserError: There is none in the language.
        """
        return in_language(self.names, language)


class Modes(Listing[Mode]):
    """The trade modes of an office, in order of code."""

    def __init__(self, folder: Folder) -> None:
        rows = folder.read_table("modes.tsv")
        super().__init__(Mode(row["code"], names_of(row)) for row in rows)
