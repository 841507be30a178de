"""Each component of each text format against its golden."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.unit.render.chart_sample import add_up, ranking, stack, trend
from tests.unit.render.sample import overview, partners, provinces, sample_document

from yuebao.render import render
from yuebao.render.charts import chart_spec
from yuebao.report.model import Chart, Part

Golden = Callable[[str, bytes], None]
TABLE, CHARTS = provinces()
COMPONENTS: dict[str, tuple[Part, ...]] = {
    "cover": (),
    "overview": (overview()[1],),
    "partners": (partners(),),
    "provinces": (TABLE,),
    "chart": (CHARTS[1],),
    "ranking": (ranking(),),
    "trend": (trend(24, missing=(3,)),),
    "prose": tuple(
        p for p in sample_document().parts if type(p).__name__ in ("Heading", "Paragraph")
    ),
}


@pytest.mark.parametrize("component", COMPONENTS)
def test_markdown(component: str, golden: Golden) -> None:
    document = replace(sample_document(), parts=COMPONENTS[component])
    golden(f"markdown/{component}.md", render(document, "md"))


@pytest.mark.parametrize("name", ["json", "csv"])
def test_annex(name: str, golden: Golden) -> None:
    document = replace(sample_document(), parts=COMPONENTS["partners"])
    golden(f"annex/partners.{name}", render(document, name))


@pytest.mark.parametrize("component", ["overview", "partners", "prose"])
def test_html(component: str, golden: Golden) -> None:
    document = replace(sample_document(), parts=COMPONENTS[component])
    page = render(document, "html").decode()
    body = page[page.index('<main id="report">') : page.index("</main>")]
    golden(f"html/{component}.html", body.encode())


def _few() -> Chart:
    series = CHARTS[1].series[0]
    return replace(CHARTS[1], series=(replace(series, points=series.points[18:23]),))


SPECS = {
    "spec": _few(),
    "ranking": ranking(),
    "trend": trend(4, missing=(1,)),
    "sum": add_up(3, missing=(1,)),
    "stack": stack(3, 3, frozenset({(1, 1)})),
}


@pytest.mark.parametrize("name", SPECS)
def test_chart_spec(name: str, golden: Golden) -> None:
    spec = json.dumps(chart_spec(SPECS[name]), ensure_ascii=False, indent=1)
    golden(f"chart/{name}.json", (spec + "\n").encode())
