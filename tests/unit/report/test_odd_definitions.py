"""Definitions unlike the shipped ones: what they build is read back clean, from files too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.report.tiny import Fact, define, new_store, sections

from yuebao.auditing import audit
from yuebao.domain import Flow, Month
from yuebao.render import render
from yuebao.report import build_report

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.store import Store

MONTH = Month(2025, 6)
HEAD = '[title]\nzh = "若干商品月报"\nen = "Sundry goods"\n[subject]\n'
LABEL = 'label = { zh = "若干商品", en = "sundry goods" }\ncodes = ["85076000", "85072000"]\n'
LISTS = """
[[subject.products]]
code = "85076000"
label = { zh = "电池、电芯以及容量超过200升的柜", en = "cells, packs and cases of 200 litres" }
[[subject.products]]
code = "85072000"
label = { zh = "其余", en = "the rest" }
"""
DEFINITIONS = {
    "both flows on the month": 'windows = ["month", "mom", "ytd"]\n' + HEAD + LABEL
    + '[units]\nquantity = { unit = "个", per = 1000 }\n' + sections("overview"),
    "goods whose names are lists": HEAD + LABEL + LISTS
    + sections("overview", "products").replace('"products"', '"products"\ncontribution = true'),
    "two provinces the title does not name": HEAD + 'provinces = ["44", "31"]\n' + LABEL
    + sections("overview", "provinces"),
    "two groups": HEAD + 'groups = ["asean", "eu"]\n' + LABEL
    + sections("overview", "partners").replace('"partners"', '"partners"\nfirst = 1'),
    "an editor's text beside records": 'flows = ["exports"]\n' + HEAD + LABEL
    + sections("overview", "records") + """
[[sections]]
kind = "text"
title = { zh = "编者按", en = "From the editor" }
[sections.text]
zh = "2025年6月，出口{overview.exports.month.value}。"
en = "In June 2025, exports were {overview.exports.month.value}."
""",
}  # fmt: skip
OF_FILES = {"two provinces the title does not name": ("zh",)}
"""Where a file says only in one language whose trade it is of."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    facts = [
        Fact(
            flow, str(MONTH.plus(-back)), (share + 70 * ((back + 3 * at) % 7) + 40 * at) * 10**5,
            partner=partner, province=province, code=code, unit="个",
            quantity=(50 + 9 * ((back + at) % 5)) * 1000,
        )
        for flow, share in ((Flow.EXPORT, 900), (Flow.IMPORT, 500))
        for back in range(26)
        for at, (partner, province, code) in enumerate((
            ("141", "44", "85076000"), ("304", "31", "85072000"),
            ("305", "33", "85072000"), ("502", "44", "85076000"),
        ))
    ]  # fmt: skip
    return new_store(tmp_path_factory.mktemp("odd"), facts)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", DEFINITIONS)
def test_what_it_says_is_read_back_clean(
    tmp_path: Path, store: Store, name: str, language: str
) -> None:
    definition = define(tmp_path, DEFINITIONS[name], head="")
    document = build_report(definition, MONTH, store, language=language)
    assert [one.message("en") for one in audit(document, store).findings] == []
    path = tmp_path / "report.md"
    path.write_bytes(render(document, "md"))
    held = store if language in OF_FILES.get(name, ("zh", "en")) else None
    found = audit(path, held)
    assert [one.message("en") for one in found.findings] == []
    assert [str(one) for one in found.claims.coverage.unread] == []
