"""Each component of a Word file against its golden, unzipped, an element a line."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.unit.render.chart_sample import ranking, stack, trend
from tests.unit.render.sample import overview, partners, provinces, sample_document
from tests.unit.render.wordfile import WordFile

from yuebao.render import render
from yuebao.report.model import Chart, Group, Heading, Paragraph, Part, Table

Golden = Callable[[str, bytes], None]


def _first_rows(table: Table, count: int) -> Table:
    return replace(table, groups=tuple(Group(g.label, g.rows[:count]) for g in table.groups))


def _few(chart: Chart, first: int, last: int) -> Chart:
    return replace(
        chart, series=tuple(replace(s, points=s.points[first:last]) for s in chart.series)
    )


STORIES: dict[str, tuple[Part, ...]] = {
    "cover": (),
    "overview": (_first_rows(overview()[1], 1),),
    "partners": (_first_rows(partners(), 1),),
    "prose": tuple(p for p in sample_document().parts if isinstance(p, Heading | Paragraph)),
}
CHARTS = {
    "bars": _few(provinces()[1][1], 18, 23),
    "ranking": ranking(),
    "trend": _few(trend(), 15, 19),
    "stack": _few(stack(), 0, 3),
}


@pytest.mark.parametrize("name", STORIES)
def test_story(name: str, golden: Golden) -> None:
    file = WordFile(render(replace(sample_document(), parts=STORIES[name]), "docx"))
    golden(f"docx/{name}.xml", file.readable("word/document.xml").encode())


@pytest.mark.parametrize("name", CHARTS)
def test_chart(name: str, golden: Golden) -> None:
    file = WordFile(render(replace(sample_document(), parts=(CHARTS[name],)), "docx"))
    golden(f"docx/{name}.xml", file.readable("word/charts/chart1.xml").encode())


@pytest.mark.parametrize("name", ["[Content_Types]", "word/footnotes", "word/_rels/document"])
def test_package(name: str, golden: Golden) -> None:
    file = WordFile(render(sample_document(), "docx"))
    ending = "xml.rels" if "_rels" in name else "xml"
    plain = name.strip("[]").rpartition("/")[2].lower()
    golden(f"docx/package-{plain}.xml", file.readable(f"{name}.{ending}").encode())
