"""`yuebao.toml`: what every command of a working folder would otherwise be told each time."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from yuebao.domain import UserError

if TYPE_CHECKING:
    from pathlib import Path

FILE = "yuebao.toml"


@dataclass(frozen=True, slots=True)
class Setting:
    """What may stand in the file.

    Attributes:
        about: What it says.
        commands: The commands whose option of that name it stands for; empty for all.
        place: Whether it is a file or folder, seen from where the settings stand.
    """

    about: str
    commands: tuple[str, ...] = ()
    place: bool = False


_LOADS = ("ingest",)
_BUILDS = ("build", "batch")

SETTINGS: dict[str, Setting] = {
    "store": Setting("The store's folder.", place=True),
    "office": Setting("The customs office of a new store.", _LOADS),
    "flow": Setting("What the files hold: export or import.", _LOADS),
    "scope": Setting("The part of trade the files cover.", _LOADS),
    "months": Setting("The months each file covers, as 2024-01..2024-08.", _LOADS),
    "released": Setting("When customs published the files.", _LOADS),
    "out": Setting("The folder that reports go to.", _BUILDS, place=True),
    "lang": Setting("The language of reports, and of an audit's findings.", (*_BUILDS, "audit")),
    "theme": Setting("The house style: a shipped theme's name, or a file.", _BUILDS, place=True),
    "currency": Setting("The currency reported.", (*_BUILDS, "plan")),
}
"""Every setting by its name, which is also the option's."""


def read_settings(path: Path) -> dict[str, str]:
    """The settings of a file, each as it would be written on the command line.

    Raises:
        UserError: It is not TOML, or a key or a value is none of a setting's.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(
            f"this is not TOML: {error}", where=str(path), remedy="Correct the line named."
        ) from error
    for key, value in raw.items():
        if key not in SETTINGS:
            near = get_close_matches(key, SETTINGS, 1)
            meant = f"Did you mean {near[0]}? " if near else ""
            raise UserError(
                f"there is no setting {key!r}", where=str(path),
                remedy=f"{meant}The settings are {', '.join(SETTINGS)}.",
            )  # fmt: skip
        if isinstance(value, bool | list | dict):
            raise UserError(
                f"{key} = {value!r} is no text", where=str(path), remedy=SETTINGS[key].about
            )
    return {key: _seen_from(path.parent, key, str(value)) for key, value in raw.items()}


def _seen_from(folder: Path, key: str, value: str) -> str:
    """A value; a theme may also be the name of a shipped one."""
    if SETTINGS[key].place and (key != "theme" or (folder / value).is_file()):
        return str(folder / value)
    return value
