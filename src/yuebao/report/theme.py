"""Themes: a house style as data, in a TOML file that `theme.schema.json` describes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yuebao.domain import DefinitionError
from yuebao.report.model import Look
from yuebao.report.toml import find_toml, load_schema, read_toml
from yuebao.report.words import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yuebao.report.definition import Words
    from yuebao.report.toml import Schema

DEFAULT_THEME = "reference"

FOLDER = "themes"
"""Where the shipped themes are, below this package."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A house style.

    Attributes:
        institute: Who publishes, where the definition does not say; empty for nobody.
        header: The running head, with {institute} and {title} to be filled in.
        look: Fonts, colours and logo.
        wording: Choices of words.
        numbers: Keys of a definition's style, where the definition does not have them.
    """

    name: str
    institute: Words
    header: Words
    look: Look
    wording: Wording
    numbers: Mapping[str, Any]

    def running_head(self, language: str, institute: str, title: str) -> str:
        """The running head; it is the title without an institute, and where the theme has none."""
        template = self.header.get(language, "{title}")
        return template.format(institute=institute, title=title) if institute else title


def load_theme(name: str | Path) -> Theme:
    """Read a theme: a shipped one by its name, or any TOML file.

    Raises:
        DefinitionError: There is none, it breaks the schema, or its logo is not there.
    """
    text, stem, file = find_toml(name, FOLDER, "theme")
    raw = read_toml(text, file, theme_schema())
    return Theme(
        name=stem,
        institute=raw.get("institute", {}),
        header=raw.get("header", {}),
        look=_look(raw, Path(name), file),
        wording=Wording(
            rise=raw.get("rise", Wording.rise), numbering=raw.get("numbering", Wording.numbering)
        ),
        numbers=raw.get("numbers", {}),
    )


@cache
def theme_schema() -> Schema:
    """The JSON Schema of a theme."""
    return load_schema("theme.schema.json")


def _look(raw: Mapping[str, Any], path: Path, file: str) -> Look:
    fonts, colours = raw.get("fonts", {}), raw.get("colours", {})
    named = {f"{kind}_font": font for kind, font in fonts.items()} | colours
    if "logo" not in raw:
        return Look(**named)
    logo = path.parent / raw["logo"]
    if not logo.is_file():
        raise DefinitionError(
            f"there is no image {raw['logo']}", where=f"{file}, logo",
            remedy="Put it beside the theme's file.",
        )  # fmt: skip
    return Look(**named, logo=logo.read_bytes())
