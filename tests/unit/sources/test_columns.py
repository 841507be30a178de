"""Columns that no query has, under other heads, or left out because the caller says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from yuebao.domain import DirectionError, Flow, SourceError
from yuebao.reference import find_office
from yuebao.sources import read_source

if TYPE_CHECKING:
    from tests.unit.sources.reader import Reader

HEADS = "数据年月,商品编码,贸易伙伴编码,注册地编码,注册地名称,美元"
ROWS = ("202501,85076000,304,11,北京市,7", "202501,85076000,304,31,北京市,8",
        "202501,85076000,502,44,北京市,9")  # fmt: skip


def table(*rows: str, head: str = HEADS) -> str:
    return "\n".join([head, *rows]) + "\n"


def test_an_unknown_column_without_text_is_left_out(reader: Reader) -> None:
    reading = reader.read(table(f"{ROWS[0]}, ", head=f"{HEADS},备注"))
    assert "The column 备注 was left out: nothing stands in it." in reading.remarks
    assert reader.facts(reading, "value") == [(7,)]


def test_an_unknown_column_with_text_is_named_with_the_way_out(reader: Reader) -> None:
    content = table("202501,85076000,304,11,北京市,7,", "202501,85076000,502,11,北京市,8,2023年起",
                    head=f"{HEADS},备注")  # fmt: skip
    refusal = reader.refuse(content, SourceError)
    assert str(refusal).startswith(
        "出口.csv, line 3, column 备注: '2023年起' stands in a column that no query export has. "
        "If it does not matter, leave it out with --without 备注"
    )
    path = reader.write(content)
    reading = read_source(reader.connection, path, find_office(), without=("备注",))
    assert reader.facts(reading, "value") == [(7,), (8,)]
    assert reading.left_out == ("备注",)
    assert "The column 备注 was left out, as told." in reading.remarks


@pytest.mark.parametrize("word", ["province", "注册地编码"])
def test_a_damaged_column_is_left_out(reader: Reader, word: str) -> None:
    path = reader.write(table(*ROWS))
    reader.refuse(path, SourceError)
    without = (word,) if word == "province" else (word, "注册地名称")
    reading = read_source(reader.connection, path, find_office(), without=without)
    assert reader.facts(reading, "grain", "partner", "province", "value") == [
        ("hs8/partner", "304", None, 7), ("hs8/partner", "304", None, 8),
        ("hs8/partner", "502", None, 9),
    ]  # fmt: skip
    assert reading.left_out == ("注册地编码", "注册地名称")
    assert not reading.ascending


@pytest.mark.parametrize("needed", ["value", "month", "commodity", "美元"])
def test_what_a_fact_is_of_is_not_left_out(reader: Reader, needed: str) -> None:
    path = reader.write(table(ROWS[0]))
    reading = read_source(reader.connection, path, find_office(), without=(needed,))
    assert reading.left_out == ()


def test_a_quantity_is_left_out_with_its_unit(reader: Reader) -> None:
    path = reader.write("数据年月,商品编码,第一数量,第一计量单位,美元\n202501,85076000,xx,yy,7\n")
    reading = read_source(reader.connection, path, find_office(), without=("quantity",))
    assert reader.facts(reading, "value", "quantity", "unit") == [(7, None, None)]


RENAMED = {
    "year and month": ("年月,商品编码,贸易伙伴编码,贸易伙伴,数量,计量单位,金额(美元)", "USD"),
    "full-width": ("数据年月,商品编码,国家（地区）编码,国别,数量,计量单位,金额（美元）", "USD"),
    "in yuan": ("统计年月,HS编码,国别编码,国别,法定数量,法定单位,人民币值", "CNY"),
}  # fmt: skip


@pytest.mark.parametrize(("heads", "currency"), RENAMED.values(), ids=RENAMED)
def test_heads_that_people_make(reader: Reader, heads: str, currency: str) -> None:
    reading = reader.read(f"{heads}\n202501,85076000,304,德国,3,个,7\n")
    assert reader.facts(reading, "currency", "partner", "quantity", "unit", "value") == [
        (currency, "304", 3, "个", 7)
    ]


def test_a_head_that_may_be_the_values(reader: Reader) -> None:
    refusal = reader.refuse("数据年月,商品编码,金额\n202501,85076000,7\n", SourceError)
    assert str(refusal).startswith(
        "出口.csv, line 1: there is no column of values (人民币 or 美元); no query export has "
        "金额. Rename the column if it is there under another head. Known are: 数据年月,"
    )


@pytest.mark.parametrize("flow", [None, Flow.EXPORT, Flow.IMPORT])
def test_a_query_of_both_flows_is_refused_for_good(reader: Reader, flow: Flow | None) -> None:
    refusal = reader.refuse(
        table(ROWS[0]), DirectionError, name="进出口_38180019_202601.csv", flow=flow
    )
    assert str(refusal).startswith(
        "进出口_38180019_202601.csv: its name says exports and imports together: a query of both "
        "adds them up"
    )
