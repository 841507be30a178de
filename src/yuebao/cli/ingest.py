"""`yuebao ingest`: load customs files into a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from yuebao.cli._options import DATE, PERIOD, SCOPE, store_option
from yuebao.cli._progress import Progress
from yuebao.domain import Flow
from yuebao.store import LoadMode, Repeats, Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from yuebao.domain import Period, Scope
    from yuebao.sources import Reading
    from yuebao.store import LoadResult, Slice


@click.command(
    "ingest",
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
    type=click.Choice([Flow.EXPORT.value, Flow.IMPORT.value]),
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
@click.option(
    "--notice",
    "notices",
    multiple=True,
    metavar="[LANG:]TEXT",
    help="A caution printed in every report that uses the files; once a language, zh by default.",
)
def command(
    paths: tuple[Path, ...],
    store: Path,
    office: str | None,
    flow: str | None,
    months: Period | None,
    scope: Scope | None,
    released: date | None,
    mode: str | None,
    repeats: str | None,
    notices: tuple[str, ...],
) -> None:
    """Load customs files, or folders of them, into a store.

    The load is one whole: if one file is refused, nothing is loaded. Loading the same files again
    changes nothing.
    """
    with Progress() as progress:
        result = Store(store, office).load(
            paths,
            flow=Flow(flow) if flow else None,
            months=months,
            scope=scope,
            released=released,
            mode=LoadMode(mode) if mode else LoadMode.CAREFUL,
            notice=dict(map(_notice, notices)),
            repeats=Repeats(repeats) if repeats else Repeats.REFUSE,
            progress=progress,
        )
    for line in _tell(result):
        click.echo(line)


def _notice(text: str) -> tuple[str, str]:
    """A caution and its language: `en:Preliminary`, or Chinese where none is named."""
    from yuebao.report.language import LANGUAGES  # 0.1 s, and only cautions need it

    language, colon, rest = text.partition(":")
    if colon and language in LANGUAGES:
        return language, rest.strip()
    return next(iter(LANGUAGES)), text


def _tell(result: LoadResult) -> Iterator[str]:
    """What a load did, in sentences."""
    for reading in result.readings:
        slices = [part for part in result.slices if part.source == reading.sha256]
        yield from _tell_file(reading, slices)
    for name in result.known:
        yield f"{name}: already loaded; nothing to do."
    if result.repeated:
        yield f"{result.repeated:,} facts stand in more than one file and count once."
    if result.record is None:
        yield "The store is as it was."
        return
    changes = result.changes
    yield (
        f"Loaded as version {result.record.version}, released {result.record.released}: "
        f"{changes.added:,} facts added, {changes.revised:,} revised, "
        f"{changes.withdrawn:,} withdrawn, {changes.unchanged:,} unchanged."
    )


def _tell_file(reading: Reading, slices: list[Slice]) -> Iterator[str]:
    months = f"{reading.periods[0].first} to {reading.periods[-1].last}"
    yield f"{reading.name}: {reading.rows:,} facts, {months} ({reading.dialect})."
    for part in slices:
        # A month and the year to date that ends with it do not add up to anything.
        apart = len({period.last for period in part.periods}) == len(part.periods)
        amount = f"{part.value:,} " if apart else ""
        yield f"  {part.flow}: {amount}{part.currency}, by {part.grain}."
        if part.scope.is_partial():
            yield (
                f"  Taken as partial ({part.scope}): no national figure will use it. "
                "If the file is complete, load it with --scope all."
            )
    for remark in reading.remarks:
        yield f"  {remark}"
