"""What is measured of a flow as a whole, read back from printed reports; errors planted in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.report.tiny import (
    BOTH,
    FRANCE,
    GERMANY,
    USA,
    VIETNAM,
    Fact,
    define,
    exports,
    new_store,
)

from yuebao.auditing import audit
from yuebao.domain import Month
from yuebao.render import render
from yuebao.report import build_report

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document
    from yuebao.store import Store

SECTIONS = """
[units]
USD = "万美元"
quantity = { unit = "个", per = 1 }

[[sections]]
kind = "highlights"
lines = 12

[[sections]]
kind = "overview"

[[sections]]
kind = "partners"
first = 10
shares = true

[[sections]]
kind = "price"

[[sections]]
kind = "records"

[[sections]]
kind = "concentration"

[[sections]]
kind = "seasonal"
"""
FORMATS = ["md", "html", "docx", "xlsx", "pdf"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    facts: list[Fact] = []
    for at in range(50):
        month = Month(2025, 2).plus(-at)
        for place, partner in enumerate((USA, GERMANY, FRANCE, VIETNAM)):
            if partner == VIETNAM and month.year < 2025:
                continue
            count = (place + 1) * (1000 - 7 * at + 20 * (at % 5) + 120 * month.month)
            worth = count * (800 + 31 * place - 3 * (at % 7) - (150 if at < 12 else 0))
            facts.append(exports(str(month), worth, partner=partner, quantity=count))
    return new_store(tmp_path_factory.mktemp("measured"), facts)


@pytest.fixture(scope="module")
def documents(store: Store, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    definition = define(tmp_path_factory.mktemp("definition"), SECTIONS, head=BOTH)
    return {
        language: build_report(definition, Month(2025, 2), store, language=language)
        for language in ("zh", "en")
    }


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_printed_report_is_read_whole_and_holds(
    tmp_path: Path, store: Store, documents: dict[str, Document], name: str, language: str
) -> None:
    path = tmp_path / f"report.{name}"
    path.write_bytes(render(documents[language], name))
    found = audit(path, store)
    assert found.findings == ()
    assert not found.claims.coverage.unread
    kinds = {(str(table.kind), len(table.lines)) for table in found.claims.analyses}
    assert kinds == {("price", 2), ("records", 2), ("concentration", 2), ("seasonal", 1)}
    cells = sum(len(line.cells) for table in found.claims.analyses for line in table.lines)
    assert cells == 2 * (8 + 4 + 7) + 6
    if name != "xlsx":  # a workbook has no sentences
        measured = [s for s in found.claims.statements if s.measure is not None]
        assert {str(one.kind) for one in measured} == {
            "price",
            "records",
            "concentration",
            "seasonal",
        }
        assert len(measured) >= 30


@pytest.mark.parametrize(
    ("language", "old", "new", "rules"),
    [
        ("zh", "中居第", "中居第4", {"prose-against-table"}),
        ("zh", "| 由高到低位次 | ", "| 由高到低位次 | 9", {"record-impossible"}),
        ("zh", "| 最高值（万美元） | ", "| 最高值（万美元） | 9", {"prose-against-table"}),
        ("zh", "个月增长", "个月下降", {"run-direction"}),
        ("zh", "2021年1月以来的", "2020年1月以来的", {"record-period"}),
        ("zh", "最高为2023年12月的", "最高为2024年12月的", {"record-period"}),
        ("zh", "最近一次更高为2024年12月", "最近一次更高为2024年10月", {"record-period"}),
        ("zh", "最近一次更高为2024年12月", "最近一次更高为2023年10月", {"record-period"}),
        ("zh", "更低为2025年1月", "更低为2024年1月", {"record-period"}),
        ("zh", "，最近一次更低", "，最近一次更高", {"record-period"}),
        ("zh", "更低为2024年1-2月", "更低为2023年1-2月", {"record-period"}),
        ("zh", "点，低于上年", "点，高于上年", {"concentration-words"}),
        ("zh", "集中度下降；", "集中度上升；", {"concentration-words"}),
        ("zh", "（越南）；", "（德国）；", {"concentration-words"}),
        ("zh", "（越南）；", "（越南、法国）；", {"concentration-words"}),
        ("zh", "新增1个国家（地区）（越南）；", "没有新增国家（地区）；", {"concentration-words"}),
        ("zh", "与此前24个月相比没有", "与此前12个月相比没有", {"concentration-words"}),
        ("zh", "其中价格下跌", "其中价格上涨", {"direction-against-table"}),
        ("zh", "| 价格因素（%） | -", "| 价格因素（%） | ", {"price-impossible"}),
        ("zh", "| 数量因素（%） | ", "| 数量因素（%） | 4", {"price-impossible"}),
        ("zh", "赫芬达尔指数为", "赫芬达尔指数为1", {"prose-against-table"}),
        ("zh", "| 赫芬达尔指数（点） | ", "| 赫芬达尔指数（点） | 1", {"concentration-impossible"}),
        ("zh", "出口到4个", "出口到5个", {"prose-against-table"}),
        ("zh", "| 季节调整后环比（%） | -", "| 季节调整后环比（%） | 7", {"prose-against-table"}),
        ("zh", "| 调整质量Q | ", "| 调整质量Q | 3", {"seasonal-impossible"}),
        ("en", "; the trend was down", "; the trend was up", {"direction-against-table"}),
        ("en", "| Rank from the highest | ", "| Rank from the highest | 7", {"record-impossible"}),
        ("en", "They have risen", "They have fallen", {"run-direction"}),
        ("en", "months since January 2021", "months since January 2020", {"record-period"}),
        ("en", "highest was December 2023", "highest was December 2024", {"record-period"}),
        ("en", "last higher in December 2024", "last higher in October 2024", {"record-period"}),
        ("en", "last lower in January 2025", "last lower in January 2024", {"record-period"}),
        ("en", "last lower in January–February", "last lower in January–March", {"record-period"}),
        ("en", "points, below the", "points, above the", {"concentration-words"}),
        ("en", "became less", "became more", {"concentration-words"}),
        ("en", "months (Vietnam)", "months (Germany)", {"concentration-words"}),
        ("en", "1 partner was new", "no partner was new", {"concentration-words"}),
        ("en", ": prices fell ", ": prices rose ", {"direction-against-table"}),
        ("en", "| Mix (%) | ", "| Mix (%) | 9", {"price-impossible"}),
        ("en", "The Herfindahl index was 3", "The Herfindahl index was 9", {"prose-against-table"}),
    ],
)  # fmt: skip
def test_planted_errors_are_found(
    tmp_path: Path, documents: dict[str, Document], language: str, old: str, new: str,
    rules: set[str],
) -> None:  # fmt: skip
    text = render(documents[language], "md").decode()
    assert old in text
    path = tmp_path / "report.md"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert rules <= {finding.rule for finding in audit(path).findings}


def test_a_sentence_that_lost_its_months_is_not_of_those_before(
    tmp_path: Path, documents: dict[str, Document]
) -> None:
    """As where a page of a PDF begins within it."""
    text = render(documents["en"], "md").decode()
    lost = "\n\nIn January–February 2025, exports of batteries were US\\$16.862 million, the"
    assert lost in text
    path = tmp_path / "report.md"
    path.write_text(text.replace(lost, " US\\$16.862 million, the"), encoding="utf-8")
    found = audit(path)
    assert "record-period" not in {finding.rule for finding in found.findings}
    assert [str(one.period) for one in found.claims.standings].count("2025-02") == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("上年同期的", "上年同期的1"),
        ("（越南）；", "（日本）；"),
        ("最高为2023年12月的", "最高为2022年12月的"),
    ],
)
def test_what_the_data_do_not_hold_is_found(
    tmp_path: Path, store: Store, documents: dict[str, Document], old: str, new: str
) -> None:
    text = render(documents["zh"], "md").decode()
    assert old in text
    path = tmp_path / "report.md"
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert "sentence-against-data" in {f.rule for f in audit(path, store).findings}
