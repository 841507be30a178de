"""An office's folder: its tables and settings, and texts by language."""

from __future__ import annotations

import gzip
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from yuebao.domain import UserError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Names = Mapping[str, str]
"""What something is called, by language."""

Kind = TypeVar("Kind")


def in_language(names: Names, language: str) -> str:
    """The name in a language.

    Raises:
        UserError: It has none in the language; no other stands in for it.
    """
    if language in names:
        return names[language]
    first = next(iter(names.values()), "")
    raise UserError(
        f"{first!r} has no name in {language!r}",
        remedy=f"There are names in {', '.join(names)}.",
    )


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of an office, within the package or anywhere else."""

    path: Traversable

    @property
    def name(self) -> str:
        """The folder's name, which is the office's."""
        return self.path.name

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        return self.path.joinpath(name).is_file()

    def read_text(self, name: str) -> str:
        """The text of a file, unpacked where its name ends in `.gz`.

        Raises:
            UserError: There is none.
        """
        try:
            raw = self.path.joinpath(name).read_bytes()
        except OSError as error:
            raise UserError(
                f"the office {self.name} has no file {name}",
                where=str(self.path),
                remedy="Name the folder of an office, with an office.toml in it.",
            ) from error
        return (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8")

    def read_table(self, name: str) -> list[dict[str, str]]:
        """The rows of a tab-separated file under its heads; none where there is no such file.

        Raises:
            UserError: A row has more or fewer fields than the heads.
        """
        if not self.has(name):
            return []
        head, *lines = self.read_text(name).splitlines()
        columns = head.split("\t")
        rows = [line.split("\t") for line in lines]
        for number, row in enumerate(rows, 2):
            if len(row) != len(columns):
                raise UserError(
                    f"the row has {len(row)} fields, and there are {len(columns)} heads",
                    where=f"{self.name}/{name}, line {number}",
                    remedy="Put a tab between two fields, and one for each that is empty.",
                )
        return [dict(zip(columns, row, strict=True)) for row in rows]

    def read_toml(self, name: str) -> Settings:
        """A file of settings.

        Raises:
            UserError: There is none, or it is not TOML.
        """
        where = f"{self.name}/{name}"
        try:
            return Settings(tomllib.loads(self.read_text(name)), where)
        except ValueError as error:  # what tomllib raises is one
            raise UserError(
                f"this is not TOML: {error}", where=where, remedy="Correct the line named."
            ) from error


def names_of(row: Mapping[str, str], before: str = "") -> dict[str, str]:
    """The names in a row of a table: its columns whose heads are languages, of two letters.

    Args:
        row: Texts by the heads of their columns.
        before: What stands before the language in the heads.
    """
    return {
        head.removeprefix(before): text
        for head, text in row.items()
        if head.startswith(before) and len(head) == len(before) + 2 and text
    }


@dataclass(frozen=True, slots=True)
class Settings:
    """A table of settings, and where it stands, for messages."""

    values: Mapping[str, Any]
    where: str

    def get(self, key: str, kind: type[Kind], default: Kind | None = None) -> Kind:
        """A setting of a kind.

        Raises:
            UserError: It is of another kind, or missing and there is no default.
        """
        value = self.values.get(key, default)
        if isinstance(value, kind):
            return value
        found = f"the key {key!r} is missing" if value is None else f"{key} = {value!r}"
        raise UserError(
            found, where=self.where, remedy=f"It must be {_KINDS.get(kind, kind.__name__)}."
        )

    def names(self, key: str, default: Names | None = None) -> dict[str, str]:
        """A text by language.

        Raises:
            UserError: It is missing, or holds other things than texts.
        """
        part = self.part(key, default)
        return {language: part.get(language, str) for language in part.values}

    def texts(self, key: str, default: list[str] | None = None) -> tuple[str, ...]:
        """A list of texts.

        Raises:
            UserError: It is none.
        """
        return tuple(map(str, self.get(key, list, default)))

    def part(self, key: str, default: Mapping[str, Any] | None = None) -> Settings:
        """A table below this one.

        Raises:
            UserError: There is none.
        """
        held: dict[str, Any] = self.get(key, dict, None if default is None else dict(default))
        return Settings(held, f"{self.where}, {key}")

    def parts(self, key: str) -> tuple[Settings, ...]:
        """The tables of a list; none where it is missing."""
        held: list[Any] = self.get(key, list, [])
        return tuple(
            Settings(one, f"{self.where}, {key}[{place}]") for place, one in enumerate(held, 1)
        )


_KINDS: Mapping[type, str] = {
    str: "a text in quotes",
    int: "a whole number",
    list: "a list",
    dict: "a table",
}
