"""`yuebao ingest`: load customs files into a store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from yuebao.cli._machine import MachineCommand, machine_format, print_result
from yuebao.cli._notice import notice_option, read_notices
from yuebao.cli._options import DATE, DIRECTION, PERIOD, SCOPE, store_option
from yuebao.cli._progress import Terminal
from yuebao.cli._queries import codes_option, differences_option, without_option
from yuebao.cli.telling.load import tell_load
from yuebao.publish.records import load_record
from yuebao.store import LoadMode, Repeats, Store


@click.command(
    "ingest",
    cls=MachineCommand,
    epilog="Example: yuebao ingest exports/2025-02 --store trade --released 2025-03-20",
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@store_option
@click.option(
    "--office",
    metavar="NAME",
    help="The customs office the files are from, for a new store; china by default.",
)
@click.option(
    "--flow",
    type=DIRECTION,
    help="What the files hold, where their names do not say it (出口, 进口, export, import).",
)
@click.option(
    "--months",
    type=PERIOD,
    metavar="FIRST..LAST",
    help="The months each file covers: needed where its rows have no month, as 2024-01..2024-08.",
)
@click.option(
    "--scope",
    type=SCOPE,
    metavar="SCOPE",
    help="The part of trade the files cover: all, province=31 or partner=402,410. By default files "
    "of one province or of fewer than a dozen partners are taken as partial.",
)
@click.option(
    "--released",
    type=DATE,
    metavar="DATE",
    help="When customs published the files. By default today.",
)
@click.option(
    "--add",
    "mode",
    flag_value=LoadMode.ADD.value,
    help="The files are a part of their release: what they do not hold stays.",
)
@click.option(
    "--replace",
    "mode",
    flag_value=LoadMode.REPLACE.value,
    help="The files are the whole release: what they do not hold is withdrawn.",
)
@click.option(
    "--repeats",
    type=click.Choice([Repeats.SUM.value, Repeats.FIRST.value]),
    help="What records of one file mean that repeat a key: parts to be added up, or copies of the "
    "first. Otherwise the file is refused.",
)
@codes_option
@without_option
@differences_option
@notice_option
@machine_format
def command(
    paths: tuple[Path, ...],
    store: Path,
    office: str | None,
    mode: str | None,
    repeats: str | None,
    notices: tuple[str, ...],
    form: str,
    **said: Any,
) -> None:
    """Load customs files, or folders of them, into a store.

    The load is one whole: if files are refused, each is named and nothing is loaded. Loading the
    same files again changes nothing.
    """
    with Terminal() as progress:
        opened = Store(store, office)
        result = opened.load(
            paths,
            mode=LoadMode(mode) if mode else LoadMode.CAREFUL,
            notice=read_notices(notices),
            repeats=Repeats(repeats) if repeats else Repeats.REFUSE,
            progress=progress,
            **said,
        )
        if said["released"] is None and result.record is not None:
            progress.warn(
                f"no --released was given: the files count as released {result.record.released}, "
                "the day of loading, and reports bear that date."
            )
    print_result(form, load_record(result), tell_load(result, opened.office))
