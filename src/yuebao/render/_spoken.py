"""Charts in words, for who does not see them: what they show first of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.render._walk import numbered_caption, one_line, unit_text
from yuebao.report.model import ChartForm

if TYPE_CHECKING:
    from fractions import Fraction

    from yuebao.report.model import Chart, DocumentWords, Figure, NumberMarks, Point


def chart_says(chart: Chart, words: DocumentWords) -> str:
    """What a chart shows, for who does not see it: its caption, then the ends of each series.

    These are the highest and the lowest mark; the latest and the highest where marks are months.
    """
    captions = words.captions
    said = [numbered_caption(chart, words)]
    for series in chart.series:
        marks = [p for p in series.points if p.figure.value is not None]
        if len(marks) < 2:
            continue
        most, least = (pick(marks, key=_height) for pick in (max, min))
        months = chart.form is not ChartForm.BARS
        ends = (
            ((captions.latest, marks[-1]), (captions.most, most))
            if months
            else ((captions.most, most), (captions.least, least))
        )
        name = [one_line(series.label)] if len(chart.series) > 1 else []
        told = (
            form.format(label=p.label, number=_with_unit(p.figure, words.numbers))
            for form, p in ends
        )
        said.append(captions.between.join([*name, *map(one_line, told)]))
    return captions.between.join(said)


def _height(point: Point) -> Fraction:
    value = point.figure.value
    assert value is not None  # noqa: S101 - the others are no marks
    return value


def _with_unit(figure: Figure, marks: NumberMarks) -> str:
    unit = unit_text(figure, marks)
    spaced = unit[:1].isascii() and unit[:1].isalpha()
    return f"{figure.text}{' ' if spaced else ''}{unit}"
