"""What can go wrong, as one tree.

    YuebaoError
    ├── SelfAuditError     exit status 1: a report that was built fails its own audit
    ├── UserError          exit status 2: the caller's words are off
    │   ├── DefinitionError    a report definition breaks the schema
    │   ├── DirectionError     nobody said whether a file holds exports or imports
    │   ├── PeriodError        nobody said which months a file covers
    │   └── PlaceError         the system refuses to write or read where it was told to
    └── DataError          exit status 3: the data is at fault
        ├── SeveralError       several files are refused, each for its reason
        ├── SourceError        a file cannot be understood
        ├── ConflictError      files contradict each other or the store
        ├── StoreError         a store is absent, locked or not ours
        └── UnavailableError   the store does not hold what a figure needs

Each carries what a reader needs to act: where it is, what was found there, and what to do. The
command line prints `str(error)` as one paragraph and exits with `error.exit_status`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


class YuebaoError(Exception):
    """Anything yuebao refuses to do, with the place, the finding and the way out.

    Args:
        found: What is wrong, as a clause without its final full stop.
        where: File, line and column, or the part of the command or store meant.
        remedy: What to do, as a sentence.
    """

    exit_status = 1

    def __init__(self, found: str, *, where: str = "", remedy: str = "") -> None:
        self.where = where
        self.found = found
        self.remedy = remedy
        super().__init__(found)

    def __reduce__(self) -> tuple[Any, ...]:
        """How it goes from one process to another: as it stands, whatever made it."""
        return _as_it_stands, (type(self), self.found, self.__dict__.copy())

    def shown(self) -> tuple[str, str, str]:
        """Place, finding and way out, each on one line and without what a terminal would obey."""
        return _visible(self.where), _visible(self.found), _visible(self.remedy)

    def several(self) -> tuple[YuebaoError, ...]:
        """The refusals it is made of, each for its reason; none where it is one."""
        return ()

    def __str__(self) -> str:
        where, found, remedy = self.shown()
        sentence = f"{where}: {found}" if where else found
        return " ".join(part for part in (sentence.rstrip(".") + ".", remedy) if part)


def _visible(text: str) -> str:
    r"""The text on one line, with codes such as \x1b for what a terminal would take as a command.

    A path may hold that, and bytes that are no text at all.
    """
    return "".join(
        repr(letter)[1:-1] if category(letter) in ("Cc", "Cs", "Zl", "Zp") else letter
        for letter in text
    )


def _as_it_stands(kind: type[YuebaoError], found: str, state: dict[str, Any]) -> YuebaoError:
    error = kind.__new__(kind, found)
    error.__dict__.update(state)
    return error


class SelfAuditError(YuebaoError):
    """A report that was built says something that cannot be true, and is not written."""


class UserError(YuebaoError):
    """The caller asked for something that cannot be meant."""

    exit_status = 2


class DefinitionError(UserError):
    """A report definition names a key or a value the schema does not know."""


class DirectionError(UserError):
    """Neither the file's name nor the caller says export or import."""


class PeriodError(UserError):
    """The months a file covers are neither in it nor given."""


class PlaceError(UserError):
    """The system refuses a place: no room there, no permission, no such folder."""


class DataError(YuebaoError):
    """The data itself does not allow what was asked."""

    exit_status = 3


class SourceError(DataError):
    """A file cannot be understood.

    Args:
        found: What was found there.
        file: The file's name as given.
        line: The line of the file, or row of the sheet, counted from 1.
        column: The column's head, or its number where it has none.
        remedy: What to do.
    """

    def __init__(
        self,
        found: str,
        *,
        file: str,
        line: int | None = None,
        column: str | None = None,
        remedy: str = "",
    ) -> None:
        self.file = file
        self.line = line
        self.column = column
        place = [file]
        if line is not None:
            place.append(f"line {line}")
        if column is not None:
            place.append(f"column {column}")
        super().__init__(found, where=", ".join(place), remedy=remedy)


class SeveralError(DataError):
    """Several files are refused, each for its reason.

    Attributes:
        refusals: One of each.
        most_told: So many are told with their reasons; of more, the files are named.
    """

    most_told = 20
    refusals: tuple[YuebaoError, ...] = ()

    @staticmethod
    def of(refusals: Sequence[YuebaoError], among: str = "") -> YuebaoError:
        """These refusals as one; a single one as it is.

        Args:
            refusals: One of each file, at least one.
            among: Of how many: `of 201 files`.
        """
        if len(refusals) == 1:
            return refusals[0]
        told = " ".join(map(str, refusals))
        error = SeveralError(f"{len(refusals):,} {among} are refused: {told}")
        error.refusals = tuple(refusals)
        error.exit_status = max(refusal.exit_status for refusal in refusals)
        return error

    def several(self) -> tuple[YuebaoError, ...]:
        """The refusals it is made of."""
        return self.refusals

    def __str__(self) -> str:
        if not self.refusals:
            return super().__str__()
        first, *_ = self.found.partition(":")
        told = [*map(str, self.refusals[: self.most_told]), *self.named()]
        return "\n  ".join([f"{first}:", *told])

    def named(self) -> tuple[str, ...]:
        """The files whose reasons are too many to be told, by their names: one text, or none."""
        rest = [str(one).partition(", line")[0].partition(": ")[0] for one in self.refusals]
        return tuple(filter(None, [", ".join(rest[self.most_told :])]))


class ConflictError(DataError):
    """Two statements about the same key cannot both hold."""


class StoreError(DataError):
    """A store is absent, held by another writer, or not a store."""


class UnavailableError(DataError):
    """The store lacks facts that a figure or a report needs."""
