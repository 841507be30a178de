"""The packaged data files, and the choice between two languages."""

from __future__ import annotations

import gzip
from importlib import resources

from yuebao.domain import UserError

LANGUAGES = ("zh", "en")
"""The languages names are kept in: Chinese and English."""


def read_text(name: str) -> str:
    """The text of a file under `reference/data`, unpacked where its name ends in `.gz`."""
    raw = resources.files(__package__).joinpath("data", name).read_bytes()
    return (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8")


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a tab-separated file under its heads; an empty field is an empty string."""
    head, *lines = read_text(name).splitlines()
    columns = head.split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines]


def check_language(language: str) -> None:
    """Refuse a language there are no names in.

    Raises:
        UserError: It is neither `zh` nor `en`.
    """
    if language not in LANGUAGES:
        raise UserError(f"there are no names in {language!r}", remedy="Give zh or en.")


def in_language(language: str, chinese: str, english: str) -> str:
    """The one of two texts that is in the language.

    Raises:
        UserError: The language is neither `zh` nor `en`.
    """
    check_language(language)
    return chinese if language == "zh" else english
