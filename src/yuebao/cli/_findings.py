"""Findings on the command line: one paragraph each or JSON, and exit status 1."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yuebao.domain import Finding

findings_format = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the result is printed.",
)


def to_json(record: Mapping[str, Any], findings: Sequence[Finding]) -> str:
    """A result and its findings as JSON."""
    listed = [asdict(finding) for finding in findings]
    return json.dumps({**record, "findings": listed}, ensure_ascii=False, indent=2)


def counted(count: int, what: str) -> str:
    """So many of something: 1 file, 2,300 files."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def finish(findings: Sequence[Finding], form: str) -> None:
    """Print the findings where they are not yet, and exit with status 1 where there are any."""
    if form == "text":
        for finding in findings:
            click.echo(f"[{finding.rule}] {finding}")
        told = f"{counted(len(findings), 'finding')}."
        click.echo(told if findings else "Nothing looks wrong.")
    if findings:
        sys.exit(1)
