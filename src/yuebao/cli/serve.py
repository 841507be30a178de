"""`yuebao serve`: the reports and the data behind them, in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from yuebao.cli._extras import web_extra
from yuebao.cli._options import FILE_THERE, FOLDER, store_option
from yuebao.cli._settings import SettledCommand
from yuebao.cli._speech import say_in

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    "serve", cls=SettledCommand, epilog="Example: yuebao serve --store trade --port 8765"
)
@store_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    metavar="P",
    help="The port; 0 for any that is free.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="The address to listen at; one of this machine alone unless others shall read.",
)
@click.option(
    "--base-url",
    "base",
    default="",
    metavar="URL",
    help="The address that readers know it by, as https://host: what is cited begins with it.",
)
@click.option(
    "--definitions",
    type=FOLDER,
    metavar="DIR",
    help="A folder of report definitions, shown beside the shipped ones.",
)
@click.option(
    "--map",
    "own_map",
    type=FILE_THERE,
    metavar="FILE",
    help="A map of the regions as SVG, with their codes in data-region; tiles by default.",
)
@click.option(
    "--token-file",
    type=FILE_THERE,
    metavar="FILE",
    help="Let in readers with the token in the first line of this file.",
)
@click.option(
    "--write-token-file",
    type=FILE_THERE,
    metavar="FILE",
    help="Let those load files from the browser who know the token in the first line of this file.",
)
@click.option("--read-open", is_flag=True, help="Let anybody read who reaches the server.")
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="SITE",
    help="Let pages of this site, as https://host, read the API from a browser; may be repeated.",
)
def command(
    store: Path,
    port: int,
    host: str,
    base: str,
    definitions: Path | None,
    own_map: Path | None,
    token_file: Path | None,
    write_token_file: Path | None,
    read_open: bool,
    origins: tuple[str, ...],
) -> None:
    """Serve the reports of a store, with every number's origin, until it is stopped.

    It answers GET /healthz when it is ready. Nobody can write, unless a token for that is given:
    files are loaded with yuebao ingest beside it, and seen at once. It ends with its requests
    finished at SIGTERM or Ctrl+C.
    """
    with web_extra():
        from yuebao.web.server import serve
        from yuebao.web.settings import WebSettings, read_token

    settings = WebSettings(
        store=store,
        host=host,
        base=base,
        port=port,
        definitions=definitions,
        map=own_map,
        token=read_token(token_file) if token_file else "",
        write_token=read_token(write_token_file) if write_token_file else "",
        read_open=read_open,
        origins=origins,
    )
    serve(settings, lambda address: click.echo(f"{store}: {address}"), say_in)
