"""Stores with partners drawn at random from all there are: every built report passes its own audit.

Names hold brackets, 、 and 和, `and` and commas; a report that names them is right all the same.
`YUEBAO_STORES` sets how many stores are drawn (by default a few).
"""

from __future__ import annotations

import os
import random
from itertools import product
from typing import TYPE_CHECKING

import pytest
from tests.unit.report.manner import wrong_words
from tests.unit.report.tiny import Fact, define, new_store, sections

from yuebao.auditing import audit
from yuebao.domain import Flow, Month, UnavailableError
from yuebao.reference import find_office
from yuebao.report import build_report

if TYPE_CHECKING:
    from pathlib import Path

STORES = int(os.environ.get("YUEBAO_STORES", "12"))
HEAD = """
windows = {windows}
[title]
zh = "测试月报"
en = "Test"
[subject]
label = {{ zh = "蓄电池", en = "batteries" }}
codes = ["85076000"]
[units]
quantity = {{ unit = "个", per = 1000 }}
"""
WINDOWS = (["month", "ytd"], ["month", "ytd", "rolling12"], ["month"], ["ytd", "rolling12"])
OFFICE = find_office()
CODES = sorted({partner.code for partner in OFFICE.partners})
HARD = sorted(
    {p.code for p in OFFICE.partners if any(m in "".join(p.names.values()) for m in "、和（(,")}
    | {p.code for p in OFFICE.partners if " and " in p.name("en")}
)


def draw(seed: int) -> tuple[random.Random, list[Fact]]:
    """Facts of two years' first months with a handful of partners, hard names among them."""
    chance = random.Random(seed)
    chosen = chance.sample(CODES, chance.randint(1, 12)) + chance.sample(HARD, chance.randint(0, 4))
    places = [province.code for province in OFFICE.regions]
    found = [
        Fact(
            flow,
            f"{year}-{month:02}",
            value=chance.choice([0, 1, 10**6, chance.randrange(10**10)]),
            partner=partner,
            province=chance.choice(places),
            quantity=chance.randrange(10**6),
        )
        for flow in chance.choice([[Flow.EXPORT], [Flow.IMPORT], [Flow.EXPORT, Flow.IMPORT]])
        for year in (2023, 2024, 2025)
        for month in range(1, 13 if year < 2025 else 4)
        for partner in dict.fromkeys(chosen)
        if chance.random() < 0.9
    ]
    return chance, found


@pytest.mark.parametrize("seed", range(STORES))
def test_every_report_passes_its_own_audit(tmp_path: Path, seed: int) -> None:
    chance, facts = draw(seed)
    if not facts:
        pytest.skip("nothing was drawn")
    blocs = chance.sample(sorted(group.id for group in OFFICE.groups), chance.randint(0, 2))
    quoted = ", ".join(f'"{bloc}"' for bloc in blocs)
    text = (
        sections("overview", "provinces")
        + f'[[sections]]\nkind = "partners"\nblocs = [{quoted}]\nfirst = {chance.randint(1, 12)}\n'
        + f"shares = {str(chance.random() < 0.7).lower()}\n"
        + '[[sections]]\nkind = "province-trade"\nwindow = "month"\n'
    )
    windows = str(chance.choice(WINDOWS)).replace("'", '"')
    definition = define(tmp_path, text, head=HEAD.format(windows=windows))
    store = new_store(tmp_path, facts)
    for language, theme in product(("zh", "en"), ("reference", "standard")):
        try:
            document = build_report(
                definition, Month(2025, 3), store, language=language, theme=theme
            )
        except UnavailableError:
            pytest.skip("nothing was drawn for the month")
        found = audit(document).findings
        assert not found, [(finding.rule, finding.message()) for finding in found]
        if theme == "standard":
            assert not list(wrong_words(document))


def test_the_hard_names_are_there() -> None:
    assert len(HARD) > 20
    assert len(CODES) > 230
