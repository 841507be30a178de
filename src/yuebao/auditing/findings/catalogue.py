"""The rules as data: id, severity, explanation and message in Chinese and English, an example."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import resources


class Severity(StrEnum):
    """How bad a finding is, worst first."""

    IMPOSSIBLE = "impossible"
    """No data can print this."""
    CONTRADICTS = "contradicts"
    """The document, or the data, says otherwise elsewhere."""
    STYLE = "style"
    """A slip that misleads nobody."""

    def order(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Attributes:
        id: Its name, in findings and baselines.
        severity: How bad its findings are.
        explanation: What it means, by language.
        message: What a finding says, by language, with places for its facts.
        example: What it finds.
    """

    id: str
    severity: Severity
    explanation: dict[str, str]
    message: dict[str, str]
    example: str


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Rule]:
    """Every rule by its id, in the order of the data file; further `*.toml` files may add some."""
    folder = resources.files("yuebao.auditing").joinpath("rules")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    names.sort(key=lambda name: name != "rules.toml")
    found: dict[str, Rule] = {}
    for name in names:
        for entry in tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8"))["rule"]:
            found[entry["id"]] = Rule(
                id=entry["id"],
                severity=Severity(entry["severity"]),
                explanation={"zh": entry["zh"], "en": entry["en"]},
                message=dict(entry["message"]),
                example=entry["example"],
            )
    return found


def rule_of(id: str) -> Rule:  # noqa: A002  # the data file's own word for it
    """The rule of an id.

    Raises:
        KeyError: There is none.
    """
    return catalogue()[id]
