"""Every mark stands out from what it is drawn on by at least three to one, as WCAG 1.4.11 asks."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from yuebao.render.charts._style import INK, LINE, QUIET, SERIES
from yuebao.report import load_theme
from yuebao.report.toml import shipped_names

LEAST = 3.0
PAPER = "#ffffff"
SERIES_NAMES = tuple(f"--series-{number}" for number in (2, 3, 5, 6, 7, 8))
MARKS = ("--rise", "--fall", "--line-mark", "--ink", "--quiet", *SERIES_NAMES)


def luminance(colour: str) -> float:
    """The relative luminance of #rrggbb, 0 to 1."""
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How much two colours stand out from each other, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_all_there_is() -> None:
    assert round(contrast("#000000", "#ffffff"), 6) == 21


@pytest.mark.parametrize("name", shipped_names("themes"))
def test_the_colours_of_a_theme_stand_out_from_paper(name: str) -> None:
    look = load_theme(name).look
    for mark in (look.accent, look.rise, look.fall):
        assert contrast(mark, PAPER) >= LEAST, mark


@pytest.mark.parametrize("mark", [*SERIES, LINE, INK, QUIET])
def test_the_colours_of_charts_stand_out_from_paper(mark: str) -> None:
    assert contrast(mark, PAPER) >= LEAST


@pytest.mark.parametrize("dark", [False, True])
def test_the_colours_of_a_page_stand_out_by_day_and_by_night(dark: bool) -> None:
    style = files("yuebao.render").joinpath("assets", "page.css").read_text(encoding="utf-8")
    day, night = style.split("prefers-color-scheme: dark", 1)
    colours = dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", day))
    if dark:
        colours |= dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", night))
    for mark in MARKS:
        assert contrast(colours[mark], colours["--paper"]) >= LEAST, (mark, colours[mark])


def test_the_standard_theme_is_read_and_told_apart_in_grey() -> None:
    look = load_theme("standard").look
    assert contrast(look.accent, PAPER) >= 4.5
    assert contrast(look.rise, look.fall) >= 1.9
    assert luminance(look.rise) < luminance(look.fall)
