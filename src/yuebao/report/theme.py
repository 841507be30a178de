"""Themes: a house style as data, in a TOML file that `theme.schema.json` describes."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yuebao.domain import DefinitionError
from yuebao.report.image import LARGEST, read_image
from yuebao.report.model import Look
from yuebao.report.toml import find_toml, load_schema, read_toml
from yuebao.report.words import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yuebao.report.definition import Words
    from yuebao.report.toml import Schema

DEFAULT_THEME = "reference"

_PLACES = re.compile(r"\{(?:institute|title)\}")
_BRACES = re.compile(r"\{[^{}]*\}?|\}")

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
        filled = {"{institute}": institute, "{title}": title}
        template = self.header.get(language, "{title}")
        return _PLACES.sub(lambda match: filled[match[0]], template) if institute else title


def load_theme(name: str | Path) -> Theme:
    """Read a theme: a shipped one by its name, or any TOML file.

    Raises:
        DefinitionError: There is none, it breaks the schema, its running head has strange places to
            be filled in, or its logo is not there or no image.
    """
    found = find_toml(name, FOLDER, "theme")
    raw = read_toml(found, theme_schema)
    return Theme(
        name=found.name,
        institute=raw.get("institute", {}),
        header=_header(raw.get("header", {}), found.place),
        look=_look(raw, Path(name), found.place),
        wording=Wording(**{one.name: raw[one.name] for one in fields(Wording) if one.name in raw}),
        numbers=raw.get("numbers", {}),
    )


@cache
def theme_schema() -> Schema:
    """The JSON Schema of a theme."""
    return load_schema("theme.schema.json")


def _header(templates: Words, file: str) -> Words:
    """The running heads, none of which may have braces around anything else."""
    for language, template in templates.items():
        strange = _BRACES.search(_PLACES.sub("", template))
        if strange:
            raise DefinitionError(
                f"{strange[0]} is nothing that is filled in", where=f"{file}, header.{language}",
                remedy="A running head may have {institute} and {title}.",
            )  # fmt: skip
    return templates


def _look(raw: Mapping[str, Any], path: Path, file: str) -> Look:
    fonts, colours = raw.get("fonts", {}), raw.get("colours", {})
    named = {f"{kind}_font": font for kind, font in fonts.items()} | colours
    if "cover" in raw:
        named["cover"] = raw["cover"]
    if "logo" not in raw:
        return Look(**named)
    logo = path.parent / raw["logo"]
    if not logo.is_file():
        raise DefinitionError(
            f"there is no image {raw['logo']}", where=f"{file}, logo",
            remedy="Put it beside the theme's file.",
        )  # fmt: skip
    content = logo.read_bytes()
    if read_image(content) is None:
        raise DefinitionError(
            f"{raw['logo']} is no PNG and no SVG, broken, or larger than {LARGEST:,} each way",
            where=f"{file}, logo",
            remedy="Save the image again as PNG or SVG.",
        )
    return Look(**named, logo=content)
