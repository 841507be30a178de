"""What pages repeat at their edges is left out, and rows of tables are not."""

from __future__ import annotations

import pytest

from yuebao.auditing.reading.margins import without_margins
from yuebao.auditing.reading.pageline import PageLine

COUNT = 4


def page(*texts: str) -> list[PageLine]:
    """Lines of cells apart by `|`."""
    return [
        PageLine(
            tuple((cell, 100.0 * at, 100.0 * at + 60) for at, cell in enumerate(text.split("|"))),
            700.0 - 20 * down,
        )
        for down, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("Trade bulletin, March 2025", "{n}"),
        ("某市商务局", "— {n} —"),
        ("Trade bulletin|{n}", "Figures are provisional."),
        ("", "Figures are provisional.\nPage {n} of 4"),
        ("", "{n}\nFigures are provisional."),
        ("Statistics\nVolume 3, page {n}", "第{n}页"),
    ],
)
def test_running_heads_and_feet_stand_on_the_first_page_alone(head: str, foot: str) -> None:
    def lines(number: int) -> list[str]:
        around = [part.replace("{n}", str(number)).split("\n") for part in (head, foot)]
        return [*filter(None, around[0]), f"what page {'abcd'[number - 1]} says", *around[1]]

    pages = without_margins([page(*lines(number)) for number in range(1, COUNT + 1)])
    assert [len(one) for one in pages[1:]] == [1] * (COUNT - 1)
    assert "what page a says" in [line.text() for line in pages[0]]
    assert "".join(line.text() for line in pages[0]).count("1") <= 1


def test_rows_that_differ_in_their_amounts_stay() -> None:
    pages = [page(f"Table {n}", f"Total|{n}2.5|{n}1.8") for n in range(1, COUNT + 1)]
    assert [len(one) for one in without_margins(pages)] == [2, 1, 1, 1]
    assert without_margins(pages)[2][-1].text() == "Total\t32.5\t31.8"
