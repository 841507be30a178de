"""The option of cautions that are given with files."""

from __future__ import annotations

import click


def _read(text: str) -> tuple[str, str]:
    """A caution and its language: `en:Preliminary`, or Chinese where none is named."""
    from yuebao.report.language import LANGUAGES  # 0.1 s, and only cautions need it

    language, colon, rest = text.partition(":")
    if colon and language in LANGUAGES:
        return language, rest.strip()
    return next(iter(LANGUAGES)), text


def read_notices(texts: tuple[str, ...]) -> dict[str, str]:
    """The cautions given, by language."""
    return dict(map(_read, texts))


notice_option = click.option(
    "--notice",
    "notices",
    multiple=True,
    metavar="[LANG:]TEXT",
    help="A caution printed in every report that uses the files; once a language, zh by default.",
)
