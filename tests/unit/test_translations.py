"""Every text of the source that may reach a terminal is in the catalogue of every language."""

from __future__ import annotations

import re

import pytest
from tests.cli.texts import all_texts, read_texts

from yuebao.cli._speech import LANGUAGES

FOREIGN = [language for language in LANGUAGES if language != "en"]


@pytest.mark.parametrize("language", FOREIGN)
def test_every_text_of_the_source_has_a_translation(language: str) -> None:
    keys = {re.sub(r"\{\w*\}", "{}", key) for key in read_texts(language)}
    lacking = {
        f"{where}: {text!r}"
        for where, text in all_texts()
        for key in [re.sub(r"\{\w*\}", "{}", text)]
        if key not in keys and key.strip() not in keys and not key.startswith("Example: ")
    }
    assert not lacking, (
        f"say these in src/yuebao/cli/language/{language}.toml, or say in tests/cli/texts.py why "
        "nobody sees them:\n" + "\n".join(sorted(lacking))
    )
