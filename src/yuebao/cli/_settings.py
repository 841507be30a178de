"""Commands whose options may stand in `yuebao.toml`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from yuebao.publish.settings import FILE, SETTINGS, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class SettledCommand(click.Command):
    """A command whose options may stand in `yuebao.toml`.

    The file beside the files that the command is given goes before the one in the working folder,
    and what is said on the command line before both.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the settings, then the arguments."""
        ctx.default_map = {**self._settled(args), **(ctx.default_map or {})}
        return super().parse_args(ctx, args)

    def _settled(self, args: Iterable[str]) -> Mapping[str, str]:
        said: dict[str, str] = {}
        for path in _files_for(args):
            said |= read_settings(path)
        options = {
            spelling.removeprefix("--"): option.name
            for option in self.params
            if isinstance(option, click.Option)
            for spelling in option.opts
        }
        return {
            name: value
            for key, value in said.items()
            if self.name in (SETTINGS[key].commands or (self.name,))
            and (name := options.get(key)) is not None
        }


def _files_for(args: Iterable[str]) -> Iterable[Path]:
    """The files of settings that a command line is under, the last going before the first."""
    folders = [Path()]
    for argument in args:
        path = Path(argument)
        if not argument.startswith("-") and path.exists():
            folders.append(path if path.is_dir() else path.parent)
    return (path for folder in dict.fromkeys(folders) if (path := folder / FILE).is_file())
