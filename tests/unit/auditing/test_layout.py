"""Lines of a page as text: drawings are left out, and nothing else is."""

from __future__ import annotations

import pytest

from yuebao.auditing.reading.layout import lay_out
from yuebao.auditing.reading.pageline import PageLine


def line(text: str, height: float, left: float = 90.0) -> PageLine:
    return PageLine(((text, left, left + 8.0 * len(text)),), height)


def tick(text: str, height: float) -> PageLine:
    return PageLine(((text, 100.0 - 6.0 * len(text), 100.0),), height)


ABOVE = line("Changes are on the latest data available for a year earlier.", 461)
BELOW = line("Exports were US$8.2 million in all.", 100)
LABELS = (line("Contribution (pp)", 425), line("Quantity 67.8", 372, 330))


@pytest.mark.parametrize("numbers", [("80", "40", "0", "-40"), ("1,000", "500", "0", "−500")])
def test_labels_beside_an_axis_of_values_are_no_text(numbers: tuple[str, ...]) -> None:
    title, label = LABELS
    ticks = [tick(text, 400 - 40 * place) for place, text in enumerate(numbers)]
    lines = [ABOVE, title, ticks[0], label, *ticks[1:], BELOW]
    assert lay_out(lines) == [ABOVE.text(), BELOW.text()]


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param(("4", "3", "2", "1"), id="ranks"),
        pytest.param(("80", "30", "0", "-40"), id="uneven"),
        pytest.param(("1", "2", "3", "4"), id="rising"),
        pytest.param(("40", "20", "0"), id="few"),
    ],
)
def test_numbers_that_are_no_axis_hide_no_text(numbers: tuple[str, ...]) -> None:
    label = LABELS[1]
    ticks = [tick(text, 400 - 40 * place) for place, text in enumerate(numbers)]
    assert label.text() in lay_out([ABOVE, ticks[0], label, *ticks[1:], BELOW])


def test_a_line_that_ends_a_sentence_is_no_title_of_an_axis() -> None:
    end = line("among them) (see Figure 4 and Table 2).", 425)
    ticks = [tick(text, 400 - 40 * at) for at, text in enumerate(("40", "20", "0", "-20"))]
    assert lay_out([ABOVE, end, *ticks, BELOW]) == [ABOVE.text(), end.text(), BELOW.text()]


def row(height: float, *cells: str) -> PageLine:
    places = ((text, 100.0 + 160 * at, 110.0 + 160 * at) for at, text in enumerate(cells))
    return PageLine(tuple(places), height)


@pytest.mark.parametrize(
    "head", ["环比变化（%，净出口额为增减额，美元）", "Change (%; net: difference, US$, here)"]
)
def test_heads_may_say_in_brackets_what_sentences_do(head: str) -> None:
    rows = [
        row(380, "", "绝对值", head),
        row(360, "出口额", "6721", "-"),
        row(340, "进口额", "4117", "−63.4"),
    ]
    told = lay_out(
        [line("表1：2025年4月进出口概况（美元）", 420), line("4月比3月", 400, 300), *rows]
    )
    assert told[-2:] == ["出口额\t6721\t-", "进口额\t4117\t−63.4"]
    assert told[-3].endswith(f"\t{head}")


def test_a_table_of_one_column_is_headed_by_its_months() -> None:
    rows = [row(380, "", "12 months to Nov"), row(360, "Rank", "16"), row(340, "Highest", "0.011")]
    only = PageLine(rows[0].cells[1:], 380)
    told = lay_out([line("Table 1: Exports among all periods", 420), only, *rows[1:]])
    assert told[-3:] == ["12 months to Nov\t12 months to Nov", "Rank\t16", "Highest\t0.011"]
