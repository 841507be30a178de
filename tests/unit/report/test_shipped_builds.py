"""Each shipped definition of goods: its codes exist, it builds, and what it prints holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.report.tiny import FRANCE, GUANGDONG, SHANGHAI, USA, VIETNAM, Fact, new_store

from yuebao.auditing import audit
from yuebao.domain import Flow, Month
from yuebao.reference import find_office
from yuebao.render import FORMATS, render
from yuebao.render.annex import cell_records
from yuebao.report import build_report, load_definition
from yuebao.report.load import FOLDER
from yuebao.report.toml import find_toml

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Definition

JUNE = Month(2025, 6)
TRADERS = ((USA, GUANGDONG, 3), (VIETNAM, SHANGHAI, 2), (FRANCE, SHANGHAI, 1))
NEW = (
    "electric-cars", "integrated-circuits", "new-three", "rare-earths", "solar-cells", "soybeans",
    "steel",
)  # fmt: skip
LISTED = {2017: Month(2021, 6), 2022: Month(2023, 6)}
"""A month of each edition of which a list comes with yuebao."""
COMMODITIES = find_office().commodities


def editions(definition: Definition) -> dict[int, tuple[str, ...]]:
    """The codes of a definition by HS edition."""
    subject = definition.subject
    return dict(subject.editions) or {int(subject.edition or 0): subject.codes}


@pytest.mark.parametrize("name", NEW)
def test_every_code_is_in_the_list_of_its_edition(name: str) -> None:
    for edition, codes in editions(load_definition(name)).items():
        for code in codes:
            month = LISTED[edition]
            assert COMMODITIES.below(code, month) or COMMODITIES.find(code, month), (edition, code)


def test_codes_of_another_edition_are_not_in_it() -> None:
    """What is given by edition is given so because it must be."""
    assert COMMODITIES.find("85414020", LISTED[2017])
    assert not COMMODITIES.find("85414020", LISTED[2022])
    assert not COMMODITIES.find("85414300", LISTED[2017])


@pytest.mark.parametrize("name", [*NEW, "chips", "lithium-ion"])
def test_its_codes_cite_their_public_source(name: str) -> None:
    text = find_toml(name, FOLDER, "file").text
    head = " ".join(line.strip("# ") for line in text.splitlines() if line.startswith("#"))
    assert "World Customs Organization" in head
    assert "https://www.wcoomd.org/" in head
    if name != "chips":  # it has codes of six digits alone, which are the world's
        assert "General Administration of Customs" in head
        assert "http://stats.customs.gov.cn" in head
    for edition in editions(load_definition(name)):
        assert f"{edition} edition" in head


def facts(name: str, years: tuple[int, int] = (2024, 2025)) -> list[Fact]:
    """Imports of two half-years of each code, from three partners, that grow by a tenth."""
    definition = load_definition(name)
    unit = definition.units.quantity.unit if definition.units.quantity else "个"
    found = []
    for at, year in enumerate(years):
        month = LISTED[max(one for one in LISTED if one <= year)]
        edition = 2022 if year >= 2022 else 2017
        held = editions(definition)
        for code in held.get(edition, next(iter(held.values()))):
            for listed in (COMMODITIES.below(code, month) or (code,))[:2]:
                found += [
                    Fact(
                        Flow.IMPORT, f"{year}-{one:02}", worth * (100 + 10 * at) * 10**6,
                        partner, province, listed, worth * 10**6, unit,
                    )
                    for one in range(1, 7)
                    for partner, province, worth in TRADERS
                ]  # fmt: skip
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NEW)
def test_it_builds_and_holds(tmp_path: Path, name: str, language: str) -> None:
    definition = load_definition(name)
    store = new_store(tmp_path, facts(name), codes=definition.subject.codes)
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


@pytest.mark.parametrize("name", ["solar-cells", "new-three"])
def test_growth_goes_over_the_change_of_codes(tmp_path: Path, name: str) -> None:
    month = Month(2022, 6)
    definition = load_definition(name)
    before = [fact for fact in facts(name, (2021, 2022)) if fact.month.startswith("2021")]
    solar = [fact for fact in facts(name, (2021, 2022)) if fact.month.startswith("2022")]
    store = new_store(tmp_path, [*before, *solar], codes=definition.subject.codes)
    document = build_report(definition, month, store)
    texts = [note for table in document.tables() for note in table.notes]
    assert any("85414020" in note and "85414300" in note for note in texts)
    cells = [r for r in cell_records(document) if r["table"] == 1 and r["measure"] == "yoy"]
    assert any(record["value"] is not None for record in cells)


def test_every_format_is_drawn(tmp_path: Path) -> None:
    definition = load_definition("soybeans")
    store = new_store(tmp_path, facts("soybeans"), codes=definition.subject.codes)
    document = build_report(definition, JUNE, store)
    assert all(render(document, known.name) for known in FORMATS)
