"""`yuebao demo`: load the packaged sample and build its reports."""

from __future__ import annotations

from pathlib import Path

import click

from yuebao.cli._machine import MachineCommand, machine_format, print_json
from yuebao.cli._options import FOLDER
from yuebao.cli._progress import Terminal
from yuebao.cli._speech import tell
from yuebao.publish.demo import make_demo
from yuebao.publish.records import demo_record


@click.command("demo", cls=MachineCommand, epilog="Example: yuebao demo --out demo")
@click.option(
    "--out",
    type=FOLDER,
    default=Path("demo"),
    show_default=True,
    metavar="DIR",
    help="Where the store and the reports go.",
)
@machine_format
def command(out: Path, form: str) -> None:
    """Load the packaged sample and build its three reports, in every format.

    The sample is illustrative, and every report says so: totals are as published, the detail below
    them is invented.
    """
    with Terminal() as progress:
        steps = make_demo(out, progress)
        if form == "json":
            print_json(demo_record(steps))
        for step in steps if form == "text" else ():
            tell(f"{step.name}: {step.seconds:.2f} s")
            for path in step.written:
                tell(f"  {path}")
