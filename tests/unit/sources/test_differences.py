"""Tables whose parts miss their totals: slightly, by more, and accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.report.bulletins import bulletins
from tests.unit.sources.test_tables import table

from yuebao.domain import Month, SourceError
from yuebao.report import build_report
from yuebao.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.sources.reader import Reader

TOTAL = 1_000_000_000


def modes(export_total: int, import_total: int = TOTAL) -> str:
    """Two modes that sum to a milliard each way, under a total that may be another."""
    return table(
        "2024年5月进出口商品贸易方式总值表",
        "单位：元人民币",
        "贸易方式|进出口|出口|进口",
        "|5月|5月|5月",
        f"总值|{export_total + import_total:,}|{export_total:,}|{import_total:,}",
        "一般贸易|1,400,000,000|700,000,000|700,000,000",
        "其他|600,000,000|300,000,000|300,000,000",
    )


@pytest.mark.parametrize("off", [-500, 3, 500])
def test_a_few_parts_in_ten_million_are_told(reader: Reader, off: int) -> None:
    reading = reader.read(modes(TOTAL + off), "方式.csv")
    told = [remark for remark in reading.remarks if "sum to" in remark]
    assert any(f"a difference of {-off:,}" in remark and "(slightly)" in remark for remark in told)
    assert any(remark.startswith("Line 5, column 出口") for remark in told)
    assert not reading.uneven


@pytest.mark.parametrize("off", [-501, 502, 10_000_000])
def test_more_is_refused_unless_accepted(reader: Reader, off: int) -> None:
    content = modes(TOTAL + off)
    refusal = reader.refuse(content, SourceError, name="方式.csv")
    assert f"a difference of {-off:,}" in refusal.found
    assert "--accept-differences" in refusal.remedy
    reading = reader.read(content, "方式.csv", accept_differences=True)
    assert reading.uneven
    assert any("accepted as told" in remark for remark in reading.remarks)


def test_rounding_is_not_told(reader: Reader) -> None:
    reading = reader.read(modes(TOTAL), "方式.csv")
    assert not [remark for remark in reading.remarks if "sum to" in remark]


@pytest.mark.parametrize(
    ("language", "notice"),
    [("zh", "文件方式2025.csv所列各部分之和与其总计不符"),
     ("en", "The parts that file 方式2025.csv lists do not add up to its totals")],
)  # fmt: skip
def test_every_report_says_so_and_the_store_stays_whole(
    tmp_path: Path, language: str, notice: str
) -> None:
    file = bulletins(tmp_path)["modes"]
    text = file.read_text(encoding="utf-8")
    assert '"1,300.0"' in text
    file.write_text(text.replace('"1,300.0"', '"1,350.0"'), encoding="utf-8")
    store = Store(tmp_path / "store")
    with pytest.raises(SourceError, match="sum to"):
        store.load([file])
    store.load([file], accept_differences=True)
    document = build_report("all-goods", Month(2025, 3), store, language=language)
    assert [one for one in document.notices if one.startswith(notice)]
    assert not [one for one in store.verify().findings if one.rule != "left"]
