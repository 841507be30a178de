"""What the PDF template is given, each component against its golden."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.unit.render.sample import overview, partners, provinces, sample_document

from yuebao.render._pdf_data import pdf_data
from yuebao.report.model import Part

_, CHARTS = provinces()
SAMPLE = sample_document()
COMPONENTS: dict[str, tuple[Part, ...]] = {
    "overview": (overview()[1],),
    "partners": (partners(),),
    "chart": (CHARTS[1],),
    "prose": tuple(p for p in SAMPLE.parts if type(p).__name__ in ("Heading", "Paragraph")),
}


@pytest.mark.parametrize("component", COMPONENTS)
def test_part(component: str, golden: Callable[[str, bytes], None]) -> None:
    data = pdf_data(replace(SAMPLE, parts=COMPONENTS[component]))
    golden(f"pdf/{component}.json", as_lines(data["parts"]))


def test_cover(golden: Callable[[str, bytes], None]) -> None:
    golden("pdf/cover.json", as_lines(pdf_data(replace(SAMPLE, parts=()))))


def as_lines(data: object) -> bytes:
    """JSON, a line for each list of plain values; drawings, which have goldens, left out."""
    return (lines_of(data) + "\n").encode()


def lines_of(data: object, margin: str = "") -> str:
    below = margin + " "
    match data:
        case dict() if any(isinstance(value, dict | list) for value in data.values()):
            items = (
                f"{below}{json.dumps(key)}: {lines_of(value, below)}" for key, value in data.items()
            )
            return "{\n" + ",\n".join(items) + f"\n{margin}}}"
        case dict():
            kept = {key: "…" if key == "svg" else value for key, value in data.items()}
            return json.dumps(kept, ensure_ascii=False)
        case list() if any(isinstance(value, dict | list) for value in data):
            values = (below + lines_of(value, below) for value in data)
            return "[\n" + ",\n".join(values) + f"\n{margin}]"
        case _:
            return json.dumps(data, ensure_ascii=False)
