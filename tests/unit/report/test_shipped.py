"""What comes with yuebao fits its schema, which is therefore not asked each time one is read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from yuebao.domain import DefinitionError
from yuebao.report import definition_schema, theme_schema
from yuebao.report.load import FOLDER, TEMPLATES
from yuebao.report.theme import FOLDER as THEMES
from yuebao.report.toml import find_toml, read_toml, shipped_names

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMAS = {FOLDER: definition_schema, TEMPLATES: definition_schema, THEMES: theme_schema}
SHIPPED = [(folder, name) for folder in SCHEMAS for name in shipped_names(folder)]


@pytest.mark.parametrize(("folder", "name"), SHIPPED)
def test_every_shipped_file_fits_its_schema(folder: str, name: str) -> None:
    schema: Callable[[], dict[str, object]] = SCHEMAS[folder]
    file = find_toml(name, folder, "file")
    assert file.shipped
    assert read_toml(replace(file, shipped=False), schema) == read_toml(file, schema)


def test_a_file_of_somebody_is_held_to_the_schema_wherever_it_lies() -> None:
    file = find_toml("lithium-ion", FOLDER, "file")
    wrong = replace(file, text=f"strange = 1\n{file.text}", shipped=False)
    with pytest.raises(DefinitionError, match="there is no key 'strange'"):
        read_toml(wrong, definition_schema)
