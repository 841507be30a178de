"""Which offices there are: those shipped, and those whose folders the environment names."""

from __future__ import annotations

import os
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from yuebao.domain import UserError
from yuebao.reference._folder import Folder
from yuebao.reference._office import SETTINGS, Office, read_office

ENVIRONMENT = "YUEBAO_OFFICES"
"""The environment variable that names the folders of further offices, as PATH names folders."""

DEFAULT_OFFICE = "china"
"""The office of stores and definitions that name none."""


def offices() -> tuple[Office, ...]:
    """Every office: the default one, the others shipped, then those of `YUEBAO_OFFICES`.

    Raises:
        UserError: A folder named there is none of an office.
    """
    return _read(os.environ.get(ENVIRONMENT, ""))


def find_office(name: str = DEFAULT_OFFICE) -> Office:
    """The office of a name.

    Raises:
        UserError: There is none; the message names those there are.
    """
    for office in offices():
        if office.name == name:
            return office
    raise UserError(
        f"there is no customs office {name!r}",
        remedy=f"There are {', '.join(map(str, offices()))}; the folders of others are named in "
        f"the environment variable {ENVIRONMENT}.",
    )


@lru_cache(maxsize=8)
def _read(further: str) -> tuple[Office, ...]:
    shipped = [entry for entry in (files(__package__) / "offices").iterdir() if entry.is_dir()]
    shipped = [entry for entry in shipped if entry.joinpath(SETTINGS).is_file()]
    shipped.sort(key=lambda entry: (entry.name != DEFAULT_OFFICE, entry.name))
    paths = [Path(path).absolute() for path in further.split(os.pathsep) if path]
    found: dict[str, Office] = {}
    for folder in map(Folder, (*shipped, *paths)):
        if folder.name in found:
            raise UserError(
                f"there are two customs offices {folder.name!r}",
                where=ENVIRONMENT,
                remedy="An office is called as its folder: rename one.",
            )
        found[folder.name] = read_office(folder)
    return tuple(found.values())
