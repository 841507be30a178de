"""Findings on the command line: one paragraph each or JSON, and exit status 1."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from yuebao.cli._speech import say_finding, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Fault


def counted(count: int, what: str) -> str:
    """So many of something: 1 file, 2,300 files."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def finish(findings: Sequence[Fault], form: str) -> None:
    """Print the findings where they are not yet, and exit with status 1 where there are any."""
    if form == "text":
        for finding in findings:
            click.echo(f"[{finding.rule}] {say_finding(finding)}")
        told = f"{counted(len(findings), 'finding')}."
        tell(told if findings else "Nothing looks wrong.")
    if findings:
        sys.exit(1)
