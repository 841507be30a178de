"""Each component of each text format against its golden."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.unit.render.sample import overview, partners, provinces, sample_document

from yuebao.render import render
from yuebao.report.model import Part

Golden = Callable[[str, bytes], None]
TABLE, CHARTS = provinces()
COMPONENTS: dict[str, tuple[Part, ...]] = {
    "cover": (),
    "overview": (overview()[1],),
    "partners": (partners(),),
    "provinces": (TABLE,),
    "chart": (CHARTS[1],),
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
