"""What options and arguments are read as."""

from __future__ import annotations

import os
from enum import Enum
from typing import TYPE_CHECKING, Any

import click

from yuebao.domain import UserError, why_no_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Parsed(click.ParamType[Any]):
    """A value read by a function of ours; its refusal becomes click's.

    Args:
        name: What the value is called in usage lines.
        parse: Reads the text; raises UserError or ValueError.
    """

    def __init__(self, name: str, parse: Callable[[str], Any]) -> None:
        self.name = name
        self._parse = parse

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The parsed value."""
        if not isinstance(value, str):
            return value
        try:
            return self._parse(value)
        except UserError as error:
            self.fail(str(error), param, ctx)
        except ValueError:
            self.fail(f"{value!r} is not a {self.name}; write it as 2025-03-20.", param, ctx)


class DiskPlace(click.Path):
    """A place on disk, by a name that can be printed.

    A lone dash, the terminal to other programs, is none, but where it is told to be one.
    """

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path."""
        if value == "-" and not self.allow_dash:
            self.fail(
                "a dash is no place. Name a folder or a file, or write ./- for one of that name.",
                param,
                ctx,
            )
        wrong = why_no_name(os.fsdecode(value))
        if wrong:
            self.fail(f"{click.format_filename(value)!r}: {wrong}. Rename it.", param, ctx)
        return super().convert(value, param, ctx)


class EnumMember(click.Choice[str]):
    """One of the members of an enum, by its value; given as the member."""

    def __init__(self, members: Iterable[Enum]) -> None:
        self._members = {member.value.lower(): member for member in members}
        super().__init__(list(self._members))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The member."""
        if isinstance(value, Enum):
            return value
        return self._members[super().convert(value, param, ctx)]
