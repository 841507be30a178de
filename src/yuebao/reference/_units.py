"""Units of quantity: as files write them, and as reports print them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.reference._folder import in_language, names_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yuebao.reference._folder import Folder, Names


@dataclass(frozen=True, slots=True)
class LargerUnit:
    """A unit that reports may add up another to: tonnes of kilograms.

    Attributes:
        of: How many of the other it is.
        names: What it is called, by language.
    """

    of: int
    names: Names


class OfficeUnits:
    """The units of quantity of an office."""

    def __init__(self, folder: Folder, larger: Mapping[str, LargerUnit]) -> None:
        self._larger = larger
        self._names = {row["unit"]: names_of(row) for row in folder.read_table("units.tsv")}

    def name(self, unit: str, language: str) -> str:
        """A unit, as the office's files write it (千克), in a language.

        Units that no list has stand as the files write them.

        Raises:
            UserError: A list has the unit, but not in the language.
        """
        return in_language(self._names[unit], language) if unit in self._names else unit

    def larger(self, unit: str) -> LargerUnit | None:
        """The unit that a unit is added up to; None where there is none."""
        return self._larger.get(unit)

    def find(self, name: str, language: str) -> str | None:
        """The unit as files write it, or by its name in a language; None where not just one is."""
        if name in self._names:
            return name
        found = [unit for unit, names in self._names.items() if names.get(language) == name]
        return found[0] if len(found) == 1 else None

    def knows(self, name: str, language: str) -> bool:
        """Whether a unit, or one that units are added up to, is so called in a language."""
        every = [*self._names.values(), *(larger.names for larger in self._larger.values())]
        return any(names.get(language) == name for names in every)
