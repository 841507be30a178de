"""Each kind of sheet of a workbook against its golden, unzipped and made readable."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.unit.render.sample import overview, partners, provinces, sample_document
from tests.unit.render.workbook import Parts

from yuebao.render import render
from yuebao.report.model import Document, Group, Part

Golden = Callable[[str, bytes], None]
TABLE, CHARTS = provinces()
FEW = replace(
    CHARTS[1],
    series=tuple(replace(s, points=s.points[18:23]) for s in CHARTS[1].series),
)
ROW = replace(overview()[1], groups=(Group("", overview()[1].groups[0].rows[:1]),))
SHEETS: dict[str, tuple[str, tuple[Part, ...]]] = {
    "index": ("目录", sample_document().parts),
    "overview": ("表1", (overview()[1],)),
    "partners": ("表2", (overview()[1], partners())),
    "chart": ("图2", (FEW,)),
    "data": ("数据", (ROW,)),
    "sources": ("来源", (ROW,)),
}


def _parts(parts: tuple[Part, ...]) -> Parts:
    document: Document = replace(sample_document(), parts=parts)
    return Parts(render(document, "xlsx"))


@pytest.mark.parametrize("name", SHEETS)
def test_sheet(name: str, golden: Golden) -> None:
    sheet, parts = SHEETS[name]
    golden(f"xlsx/{name}.xml", _parts(parts).readable(sheet).encode())


def test_chart(golden: Golden) -> None:
    drawn = _parts((FEW,)).archive.read("xl/charts/chart1.xml").decode()
    golden("xlsx/native_chart.xml", drawn.replace("><", ">\n<").encode() + b"\n")
