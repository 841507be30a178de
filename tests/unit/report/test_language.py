"""Phrases: the direction word follows the sign, and lists read as an editor writes them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from yuebao import Month, Period
from yuebao.domain import (
    MONTH,
    MONTH_ON_MONTH,
    YEAR_TO_DATE,
    Currency,
    Flow,
    Rounding,
    Span,
    UserError,
)
from yuebao.indicators import Breakdown, Gap, Missing, Reason
from yuebao.reference import find_office
from yuebao.report.definition import QuantityUnit, Style
from yuebao.report.language import LANGUAGES, find_language
from yuebao.report.language.en import English
from yuebao.report.language.zh import Chinese
from yuebao.report.model import (
    Contributions,
    Direction,
    Figure,
    Indicator,
    Key,
    Leaders,
    LeftOut,
    Mention,
    Side,
    Standing,
    Tally,
)
from yuebao.report.numbers import print_amount, print_points, print_rate
from yuebao.report.sections._contribution import ContributionWords
from yuebao.report.sections.partners import PartnersWords
from yuebao.report.sections.province_trade import ProvinceTradeWords
from yuebao.report.sections.provinces import ProvincesWords
from yuebao.report.units import quantity_unit, value_unit
from yuebao.report.words import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.report.model import Run

ZH, EN = Chinese(Wording(), find_office()), English(Wording(), find_office())
FEBRUARY = Span(MONTH, Period.of_month(Month(2025, 2)))
TO_DATE = Span(YEAR_TO_DATE, Period.year_to_date(Month(2025, 2)))
JULY = Span(YEAR_TO_DATE, Period.year_to_date(Month(2025, 7)))
STYLE = Style(
    places=1, rounding=Rounding.HALF_UP, small_below=Fraction(0), small_places=0, small_most=0,
    minimum_base=Fraction(0), large_above=Fraction(1000), large_policy="print", re_imports=True,
    official_growth=True,
)  # fmt: skip


def style(**changed: object) -> Style:
    fields = {name: getattr(STYLE, name) for name in Style.__slots__}
    return Style(**fields | changed)


def figure(value: str | None, unit: str = "亿美元", reason: Reason | None = None) -> Figure:
    exact = None if value is None else Fraction(value)
    return Figure(
        text="-" if exact is None else print_amount(exact, STYLE),
        value=exact,
        unit=unit,
        indicator=Indicator.LEVEL,
        key=Key("甲"),
        side=Side.EXPORTS,
        window=MONTH,
        period=FEBRUARY.period,
        reason=reason,
    )


def rate(value: str | None) -> Figure:
    return figure(value, "%", None if value is not None else Reason.BASE_ZERO)


def said(runs: Sequence[Run]) -> str:
    return "".join(run.text if isinstance(run, Mention) else str(run) for run in runs)


def entries(*growths: str | None, share: str | None = None) -> tuple[Standing, ...]:
    return tuple(
        Standing(Key(label), figure("1.5"), rate(growth), None if share is None else rate(share))
        for label, growth in zip("甲乙丙", growths, strict=False)
    )


# Numbers


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0.25", "0.3"), ("0.249999", "0.2"), ("0.35", "0.4"), ("-0.25", "-0.3"), ("0.05", "0.1"),
        ("-0.04", "0.0"), ("-0.05", "-0.1"), ("0", "0.0"), ("1851385.1", "1851385.1"),
        ("99.95", "100.0"), ("-99.95", "-100.0"),
    ],
)  # fmt: skip
def test_half_up_and_never_minus_zero(number: str, text: str) -> None:
    assert print_amount(Fraction(number), STYLE) == text
    assert print_rate(Fraction(number), STYLE) == text


def test_half_even_where_the_definition_says_so() -> None:
    even = style(rounding=Rounding.HALF_EVEN)
    assert [print_rate(Fraction(n), even) for n in ("0.25", "0.35", "-0.25")] == [
        "0.2",
        "0.4",
        "-0.2",
    ]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0.04", "0.040"), ("0.0274", "0.027"), ("0.0499", "0.050"), ("0.05", "0.1"),
        ("-0.0274", "-0.027"), ("0", "0.0"), ("0.0001", "0.000"), ("-0.0001", "0.000"),
    ],
)  # fmt: skip
def test_small_values_get_more_places_and_zero_does_not(number: str, text: str) -> None:
    small = style(small_below=Fraction("0.05"), small_places=3)
    assert print_amount(Fraction(number), small) == text
    assert print_rate(Fraction("0.04"), small) == "0.0", "rates have no small values"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0.04", "0.04"), ("0.0027", "0.003"), ("-0.00042", "-0.0004"), ("0.00001", "0.00"),
        ("0", "0.0"), ("0.05", "0.1"),
    ],
)  # fmt: skip
def test_amounts_that_print_as_nothing_get_as_many_places_as_show_a_digit(
    number: str, text: str
) -> None:
    small = style(small_below=Fraction("0.05"), small_places=2, small_most=4)
    assert print_amount(Fraction(number), small) == text


def test_points_that_print_as_nothing_stay_so() -> None:
    small = style(small_below=Fraction("0.05"), small_places=2, small_most=4)
    assert print_points(Fraction("0.0004"), small) == "0.00"


def test_whole_units_have_nothing_behind_a_point() -> None:
    assert print_amount(Fraction(20293790), STYLE, whole=True) == "20293790"
    assert (
        print_amount(Fraction(20293790), STYLE, whole=True, marks=EN.words.numbers) == "20,293,790"
    )


@pytest.mark.parametrize(
    ("label", "per"),
    [("亿美元", 10**8), ("百万美元", 10**6), ("万美元", 10**4), ("千美元", 10**3), ("美元", 1),
     ("亿元", 10**8), ("百万元", 10**6), ("万元", 10**4), ("千元", 10**3), ("元", 1)],
)  # fmt: skip
def test_units_of_value(label: str, per: int) -> None:
    unit = value_unit(label, find_office().words_of(currency_of(label)), ZH)
    assert (unit.label, unit.per, unit.base) == (label, per, currency_of(label))
    assert value_unit(label, find_office().words_of(currency_of(label)), EN).per == per


def currency_of(label: str) -> Currency:
    return Currency("USD") if label.endswith("美元") else Currency("CNY")


def test_units_of_quantity() -> None:
    assert quantity_unit(QuantityUnit("个", 10000, {}), ZH).label == "万个"
    assert quantity_unit(QuantityUnit("个", 1, {}), ZH).label == "个"
    assert quantity_unit(QuantityUnit("千克", 1000, {"zh": "吨"}), ZH).label == "吨"


# Chinese


@pytest.mark.parametrize(
    ("growth", "words"),
    [
        ("5.24", "，同比增长5.2%"),
        ("-4.2", "，同比下降4.2%"),
        ("0", "，同比持平"),
        ("0.04", "，同比基本持平"),
        ("-0.04", "，同比基本持平"),
        ("-100", "，同比下降100.0%"),
        (None, ""),
    ],
)
def test_the_direction_follows_the_sign(growth: str | None, words: str) -> None:
    assert said(ZH.change(rate(growth))) == words


def test_one_word_for_growth_throughout() -> None:
    assert said(Chinese(Wording(rise="上升"), find_office()).change(rate("5"))) == "，同比上升5.0%"


@pytest.mark.parametrize(
    ("net", "words", "english"),
    [
        ("40", "净出口40.0亿美元", "net exports of 40.0 亿美元"),
        ("-2.5", "净进口2.5亿美元", "net imports of 2.5 亿美元"),
        ("0", "进出口相抵", "balanced trade"),
        ("-0.01", "进出口基本相抵", "nearly balanced trade"),
        (None, "", ""),
    ],
)
def test_net_exports_or_net_imports_by_the_sign(net: str | None, words: str, english: str) -> None:
    assert said(ZH.net(figure(net))) == words
    assert said(EN.net(figure(net))) == english


def test_lists() -> None:
    assert ZH.listing(["甲"]) == "甲"
    assert ZH.listing(["甲", "乙"]) == "甲和乙"
    assert ZH.listing(["甲", "乙", "丙"]) == "甲、乙和丙"
    assert (
        said(ZH.figures([figure("1"), figure("2"), figure("3")]))
        == "1.0亿美元、2.0亿美元和3.0亿美元"
    )


@pytest.mark.parametrize(
    ("growths", "words"),
    [
        (["5"], "最大出口贸易伙伴为甲，出口为1.5亿美元，同比增速为5.0%。"),
        (["5", "-1"], "前两大出口贸易伙伴为甲和乙，出口分别为1.5亿美元和1.5亿美元，"
                      "同比增速分别为5.0%和-1.0%。"),
        (["5", "-1", "0"], "前三大出口贸易伙伴为甲、乙和丙，"
                           "出口分别为1.5亿美元、1.5亿美元和1.5亿美元，同比增速分别为5.0%、-1.0%和0.0%。"),
        (["5", None, "0"], "前三大出口贸易伙伴为甲、乙和丙，"
                           "出口分别为1.5亿美元、1.5亿美元和1.5亿美元，其中甲和丙同比增速分别为5.0%和0.0%，乙上年同期为零。"),
        ([None, None], "前两大出口贸易伙伴为甲和乙，出口分别为1.5亿美元和1.5亿美元。"),
    ],
)  # fmt: skip
def test_one_two_and_three_partners(growths: list[str | None], words: str) -> None:
    leaders = Leaders(FEBRUARY, Flow.EXPORT, entries(*growths))
    sentence = said(ZH.of(PartnersWords).leaders(leaders, "电池", goes_on=False))
    assert sentence == f"2025年2月，从出口金额看，中国电池{words}"


def test_shares_of_one_and_of_several() -> None:
    def sentence(*growths: str) -> str:
        leaders = Leaders(TO_DATE, Flow.IMPORT, entries(*growths, share="20"))
        return said(ZH.of(PartnersWords).leaders(leaders, "电池", goes_on=False))

    one, two = sentence("1"), sentence("1", "2")
    assert "进口为1.5亿美元，占电池进口总额的20.0%，" in one
    assert "，分别占电池进口总额的20.0%和20.0%，" in two


@pytest.mark.parametrize(("count", "words"), [(1, "排名第一"), (2, "排名前二"), (3, "排名前三")])
def test_the_first_provinces(count: int, words: str) -> None:
    ranked = entries("1", "2", "3")[:count]
    section = ZH.of(ProvinceTradeWords)
    totals = section.totals(Leaders(FEBRUARY, Flow.TOTAL, ranked), "", define=False)
    assert f"贸易总额{words}的省市为" in said(totals)
    flow = section.leaders(Leaders(FEBRUARY, Flow.EXPORT, ranked), "")
    assert said(flow).startswith(f"出口{words}的省市为")


def test_a_word_is_defined_where_it_is_first_used() -> None:
    leaders, section = Leaders(FEBRUARY, Flow.EXPORT, entries("1")), ZH.of(ProvincesWords)
    first = said(section.leaders(leaders, "电池", define=True))
    later = said(section.leaders(leaders, "电池", define=False))
    assert "省/直辖市（下文简称“省市”）" in first
    assert "简称" not in later


def count(number: int) -> Figure:
    return Figure(
        str(number), Fraction(number), "", Indicator.COUNT, Key("省市"), Side.EXPORTS,
        MONTH, FEBRUARY.period,
    )  # fmt: skip


def test_counts_say_etc_only_where_there_are_more() -> None:
    parts = [
        (Direction.DOWN, ["广东", "江苏", "浙江"], 14), (Direction.UP, ["上海", "北京"], 2),
        (Direction.FLAT, ["西藏"], 1), (Direction.UNKNOWN, ["青海"], 1),
    ]  # fmt: skip
    tally = Tally(
        FEBRUARY, Flow.EXPORT, count(31),
        tuple((way, tuple(map(Key, names)), count(number)) for way, names, number in parts),
    )  # fmt: skip
    assert said(ZH.of(ProvinceTradeWords).tally(tally, None, 1)) == (
        "31个省市中，广东、江苏、浙江等14个省市出口额相比去年同期下降，"
        "上海、北京2个省市出口额相比去年同期上升，西藏1个省市出口额与去年同期持平，"
        "青海1个省市出口额无法与去年同期比较（见表1）。"
    )


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (19, "十九"), (20, "二十"), (31, "三十一"),
     (99, "九十九"), (100, "100")],
)  # fmt: skip
def test_numerals(number: int, numeral: str) -> None:
    assert ZH.chapter(number, "贸易") == f"{numeral}、贸易"


def test_periods() -> None:
    assert ZH.when(FEBRUARY) == "2025年2月"
    assert ZH.when(JULY) == "2025年1-7月"
    assert ZH.window_head(FEBRUARY) == "2月当月"
    assert ZH.window_head(JULY) == "1至7月累计"
    assert ZH.cover_period(TO_DATE) == "（2025年1-2月）"


def test_what_is_left_out_is_said_with_the_reason() -> None:
    hole = Missing(Gap.MONTHS, months=(Month(2025, 1),))
    assert said(ZH.left_out([LeftOut(Flow.EXPORT, Breakdown.PARTNER, hole, TO_DATE)])) == (
        "未取得2025年1月按贸易伙伴划分的出口数据，报告不含2025年1-2月分贸易伙伴出口情况。"
    )
    partial = LeftOut(Flow.IMPORT, Breakdown.COMMODITY, Missing(Gap.PARTIAL))
    assert said(ZH.left_out([partial])) == (
        "所取得的进口数据仅涵盖部分贸易伙伴或省份，不能代表全国，报告不含进口情况。"
    )


def test_what_lacks_for_one_reason_is_said_in_one_sentence() -> None:
    why = Missing(Gap.DIMENSION)
    lacking = [
        LeftOut(flow, breakdown, why)
        for breakdown in (Breakdown.PARTNER, Breakdown.PROVINCE, Breakdown.MODE)
        for flow in (Flow.EXPORT, Flow.IMPORT)
    ]
    assert said(ZH.left_out(lacking)) == (
        "所取得的进出口数据未按贸易伙伴、注册地省份和贸易方式划分，"
        "报告不含分贸易伙伴、分省、分贸易方式进出口情况。"
    )
    assert said(EN.left_out(lacking)) == (
        "The data on exports and imports that were available are not broken down by trading "
        "partner, province of registration, or trade mode; the report leaves exports and imports "
        "by trading partner, province, or trade mode out."
    )


def test_products_that_lack_are_no_whole_flow() -> None:
    hole = Missing(Gap.MONTHS, months=(Month(2025, 1),))
    lacking = [LeftOut(Flow.EXPORT, Breakdown.COMMODITY, hole, products=True)]
    assert not lacking[0].is_whole()
    assert said(ZH.left_out(lacking)) == (
        "未取得所列产品2025年1月出口数据，报告不含分产品出口情况。"
    )
    assert said(EN.left_out(lacking)) == (
        "Data on exports of the products listed for January 2025 were not available; "
        "the report leaves exports by product out."
    )


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_in_every_language(reason: Reason) -> None:
    for window in (MONTH, MONTH_ON_MONTH):
        words = {
            code: find_language(code, Wording(), find_office()).reason(reason, window)
            for code in LANGUAGES
        }
        assert all(words.values())
        assert words["zh"] != words["en"]


# Every language


def test_no_other_language() -> None:
    with pytest.raises(UserError, match="zh, en"):
        find_language("fr", Wording(), find_office())


@pytest.mark.parametrize(
    ("growth", "words"),
    [
        ("5.24", ", up 5.2% on the year"),
        ("-4.2", ", down 4.2% on the year"),
        ("0", ", unchanged on the year"),
        ("-0.04", ", nearly unchanged on the year"),
        (None, ""),
    ],
)
def test_english_direction(growth: str | None, words: str) -> None:
    assert said(EN.change(rate(growth))) == words


def test_changes_are_worded_by_their_window_and_lists_of_goods_stand_alone() -> None:
    monthly = replace(rate("-4.2"), window=MONTH_ON_MONTH)
    assert said(ZH.change(monthly)) == "，环比下降4.2%"
    assert said(EN.change(monthly)) == ", down 4.2% on the month"
    span = Span(MONTH_ON_MONTH, FEBRUARY.period)
    up = tuple(replace(rate("1.5"), key=Key(label)) for label in ("盆、槽", "管"))
    for language, names, told in (
        (
            ZH,
            "盆、槽",
            "出口环比下降4.2%，其中，盆、槽拉动增速1.5个百分点，管拉动增速1.5个百分点。",
        ),
        (
            EN,
            "pots, pans",
            "pots, pans added 1.5 percentage points, and 管 added 1.5 percentage points.",
        ),
    ):
        words = language.of(ContributionWords)
        parts = (replace(up[0], key=Key(names)), up[1])
        statement = Contributions(span, Flow.EXPORT, monthly, parts, ())
        assert said(words.sentence(statement, "货", Breakdown.COMMODITY)).endswith(told)
        rest = {
            rest: words.rest in words.note(Flow.EXPORT, span, rest=rest, stated=False)
            for rest in (True, False)
        }
        assert rest == {True: True, False: False}
