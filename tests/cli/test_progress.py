"""How far long work is: one live line on a terminal, and nothing where there is none."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from yuebao.cli._progress import Terminal, be_quiet
from yuebao.cli._speech import speak

if TYPE_CHECKING:
    import pytest

STEPS: list[tuple[str, float, int]] = [
    ("read a.csv", 0, 2), ("read a.csv", 0.5, 2), ("draw pdf", 1, 2), ("keep", 0, 1),
]  # fmt: skip


class Screen(io.StringIO):
    """A terminal that keeps what was written to it."""

    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, *, quiet: bool = False) -> str:
    """What steps and a warning write there."""
    monkeypatch.setattr(sys, "stderr", stream)
    be_quiet(quiet)
    speak("en")
    with Terminal() as progress:
        for step in STEPS:
            progress.step(*step)
        progress.warn("a file is short.")
    return stream.getvalue()


def test_a_terminal_has_one_line_that_changes_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    written = shown(monkeypatch, Screen())
    bars, last = written.split("Warning: ")
    assert bars.count("\n") == 0
    for name in ("0/2 read a.csv", "1/2 draw pdf", "0/1 keep"):
        assert name in bars
    assert bars.endswith("\r\x1b[K"), "the line is gone before a caution stands there"
    assert last == "a file is short.\n"


def test_a_pipe_has_the_cautions_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, io.StringIO()) == "Warning: a file is short.\n"


def test_quiet_is_without_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, Screen(), quiet=True) == "Warning: a file is short.\n"
