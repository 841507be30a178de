"""Regions of the reporting country: where the importer or exporter is registered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yuebao.reference._folder import Names, in_language, names_of
from yuebao.reference._listing import Listing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yuebao.reference._folder import Folder

_OFFICIAL = "official-"
"""What stands before a language in the head of the column of official names."""


@dataclass(frozen=True, slots=True)
class Region:
    """A region: a province, a state, a canton.

    Attributes:
        code: As facts have it.
        full: The full name, as the office's files give it.
        names: What a report's tables print, by language.
        official: What official statistics print, in languages where that is another name.
        aliases: Other names files give it.
    """

    code: str
    full: str
    names: Names
    official: Names = field(default_factory=dict)
    aliases: tuple[str, ...] = ()

    def name(self, language: str, *, official: bool = False) -> str:
        """The name a report prints, or the one of official statistics where that is another.

        Raises:
            UserError: There is none in the language.
        """
        own = in_language(self.names, language)
        return self.official.get(language, own) if official else own


@dataclass(frozen=True, slots=True)
class RegionWords:
    """What regions are called in a language.

    Attributes:
        one: One of them: province.
        many: Several of them: provinces.
        kind: What sort of place they are: province.
        by: Trade by region, as titles have it: by province.
        definition: What stands where they are first spoken of, in place of `many` in Chinese and
            behind it in English.
    """

    one: str
    many: str
    kind: str
    by: str
    definition: str


class Regions(Listing[Region]):
    """All regions of a country, in order of code.

    Attributes:
        words: What they are called, by language.
    """

    def __init__(self, folder: Folder, words: Mapping[str, RegionWords]) -> None:
        super().__init__(
            Region(
                row["code"],
                row["full"],
                names_of(row),
                names_of(row, _OFFICIAL),
                tuple(row.get("aliases", "").split()),
            )
            for row in folder.read_table("regions.tsv")
        )
        self.words = words
        self._by_name = {
            _bare(name): region.code
            for region in self
            for name in (
                region.full,
                *region.names.values(),
                *region.official.values(),
                *region.aliases,
            )
        }

    def code_of(self, name: str) -> str | None:
        """The code of any of their names, whatever white space is in it.

        None for anything else: bulletins list cities and zones among the regions.
        """
        return self._by_name.get(_bare(name))


def _bare(name: str) -> str:
    return "".join(name.split())
