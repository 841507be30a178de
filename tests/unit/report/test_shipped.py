"""Each definition that comes with yuebao builds from a small store, and what it prints holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.report.tiny import FRANCE, GUANGDONG, SHANGHAI, USA, VIETNAM, Fact, new_store

from yuebao.auditing import audit
from yuebao.domain import Flow, Month
from yuebao.render import render
from yuebao.render.annex import cell_records
from yuebao.report import build_report, load_definition

if TYPE_CHECKING:
    from pathlib import Path

JUNE = Month(2025, 6)
TRADERS = ((USA, GUANGDONG, 3), (VIETNAM, SHANGHAI, 2), (FRANCE, SHANGHAI, 1))
NEW = (
    "electric-cars", "integrated-circuits", "new-three", "rare-earths", "solar-cells", "soybeans",
    "steel",
)  # fmt: skip


def facts(codes: tuple[str, ...], unit: str) -> list[Fact]:
    """Imports of two half-years of each code, from three partners, that grow by a tenth."""
    return [
        Fact(
            Flow.IMPORT, f"{year}-{month:02}", worth * (100 + 10 * (year - 2024)) * 10**6,
            partner, province, f"{code:0<8}", worth * 10**6, unit,
        )
        for year in (2024, 2025)
        for month in range(1, 7)
        for code in codes
        for partner, province, worth in TRADERS
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NEW)
def test_it_builds_and_holds(tmp_path: Path, name: str, language: str) -> None:
    definition = load_definition(name)
    codes = definition.subject.codes_in(2022)
    unit = definition.units.quantity.unit if definition.units.quantity else "个"
    store = new_store(tmp_path, facts(codes, unit), codes=definition.subject.codes)
    document = build_report(definition, JUNE, store, language=language)
    growth = {
        str(record["text"])
        for record in cell_records(document)
        if record["measure"] == "yoy" and record["table"] == 1 and record["unit"] == "%"
    }
    assert growth <= {"10.0", "0.0"}
    assert "10.0" in growth
    held = {record["section"] for record in cell_records(document) if "section" in record}
    assert held <= {section.kind for section in definition.sections}
    assert audit(document).findings == ()
    page = tmp_path / "report.md"
    page.write_bytes(render(document, "md"))
    assert audit(page).findings == ()
