"""How far long work is, where there is no terminal: a few lines, however many files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.cli._progress import Terminal

if TYPE_CHECKING:
    import pytest


def told(capsys: pytest.CaptureFixture[str], steps: list[tuple[str, float, int]]) -> list[str]:
    with Terminal() as progress:
        for step in steps:
            progress.step(*step)
    return capsys.readouterr().err.splitlines()


def test_two_hundred_files_are_four_lines(capsys: pytest.CaptureFixture[str]) -> None:
    steps = [(f"read {at}.csv", at + part / 3, 200) for at in range(200) for part in range(3)]
    lines = told(capsys, [*steps, ("read", 200, 200)])
    assert lines == [f"read {at}.csv ({at + 1} of 200)" for at in (0, 50, 100, 150)]


def test_a_few_steps_are_told_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    steps: list[tuple[str, float, int]] = [
        ("draw md", 0, 2), ("draw md", 0.5, 2), ("draw pdf", 1, 2), ("keep", 0, 1),
    ]  # fmt: skip
    assert told(capsys, steps) == ["draw md (1 of 2)", "draw pdf (2 of 2)", "keep (1 of 1)"]
