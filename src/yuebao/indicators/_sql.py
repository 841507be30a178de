"""The statements that suspicions rest on, as files beside the code."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def statement(name: str) -> str:
    """A statement with its holes."""
    return (files(__package__) / "sql" / f"{name}.sql").read_text(encoding="utf-8")
