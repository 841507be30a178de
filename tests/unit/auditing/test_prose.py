"""The grammar of sentences: periods, quantities, and what each number is of."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from yuebao.auditing import audit_blocks
from yuebao.auditing.claims import Text
from yuebao.auditing.facts import Fact, Sense
from yuebao.auditing.prose.dates import Clock, find
from yuebao.auditing.prose.marks import fold
from yuebao.auditing.prose.read import LONGEST, read_facts
from yuebao.auditing.prose.scan import scan
from yuebao.auditing.reading.files import read_bytes
from yuebao.domain import Period


def facts(text: str, language: str = "zh") -> tuple[Fact, ...]:
    return read_facts([Text(0, "plain", text)], language).facts


@pytest.mark.parametrize(
    ("language", "said", "months"),
    [
        ("zh", "前8个月", "2025-01..2025-08"),
        ("zh", "首十一个月", "2025-01..2025-11"),
        ("zh", "1—8月", "2025-01..2025-08"),
        ("zh", "1-8月份", "2025-01..2025-08"),
        ("zh", "1月至8月", "2025-01..2025-08"),
        ("zh", "上半年", "2025-01..2025-06"),
        ("zh", "前三季度", "2025-01..2025-09"),
        ("zh", "二季度", "2025-04..2025-06"),
        ("zh", "今年以来", "2025-01..2025-08"),
        ("zh", "8月份", "2025-08"),
        ("zh", "当月", "2025-08"),
        ("zh", "上年同期", "2024-08"),
        ("zh", "去年同月", "2024-08"),
        ("zh", "去年7月", "2024-07"),
        ("zh", "上月", "2025-07"),
        ("zh", "二〇二五年上半年", "2025-01..2025-06"),
        ("zh", "2024年1—5月", "2024-01..2024-05"),
        ("en", "H1", "2025-01..2025-06"),
        ("en", "Q2", "2025-04..2025-06"),
        ("en", "the year to date", "2025-01..2025-08"),
        ("en", "January–August", "2025-01..2025-08"),
        ("en", "Jan-Aug 2025", "2025-01..2025-08"),
        ("en", "the three months to August", "2025-06..2025-08"),
        ("en", "the first half of 2025", "2025-01..2025-06"),
        ("en", "the first seven months", "2025-01..2025-07"),
        ("en", "August last year", "2024-08"),
        ("en", "a year earlier", "2024-08"),
        ("en", "the same period last year", "2024-08"),
        ("en", "the month before", "2025-07"),
        ("en", "Q3 2024", "2024-07..2024-09"),
    ],
)
def test_periods_as_people_write_them(language: str, said: str, months: str) -> None:
    clock = Clock(2025, 2025, report=Period.parse("2025-01..2025-08"))
    clock.note(Period.parse("2025-08"))
    (when,) = find(said, language)
    assert (when.start, when.end) == (0, len(said))
    assert str(clock.months_of(when)) == months


@pytest.mark.parametrize(
    ("language", "said", "value", "base"),
    [
        ("zh", "３０１．５万吨", Fraction(3015000000), "kg"),
        ("zh", "1.05亿吨", Fraction(105000000000), "kg"),
        ("zh", "13.00万亿元", Fraction(13 * 10**12), "CNY"),
        ("zh", "21.79萬億元人民幣", Fraction(2179 * 10**10), "CNY"),
        ("zh", "1,234.5百万美元", Fraction(1234500000), "USD"),
        ("zh", "7.2%", Fraction(36, 5), "%"),
        ("zh", "11.2个百分点", Fraction(56, 5), "points"),
        ("zh", "六成五", Fraction(65), "%"),
        ("zh", "百分之十六点二", Fraction(81, 5), "%"),
        ("en", "US$5.42 billion", Fraction(5420000000), "USD"),
        ("en", "RMB 3.2 trillion", Fraction(32 * 10**11), "CNY"),
        ("en", "412 thousand tonnes", Fraction(412000000), "kg"),
        ("en", "1,250 vehicles", Fraction(1250), "piece"),
        ("en", "3.5 per cent", Fraction(7, 2), "%"),
        ("en", "40 basis points", Fraction(2, 5), "points"),
    ],
)
def test_quantities_with_their_units(language: str, said: str, value: Fraction, base: str) -> None:
    (mark,) = (m for m in scan(fold(said), language) if m.kind == "number")
    assert (mark.figure.value * mark.figure.unit.scale, mark.figure.unit.base) == (value, base)


def test_dates_codes_and_ranks_are_no_numbers() -> None:
    said = "2025年9月30日，HS8507项下商品居第3位，前10名见表2，3个国家、4月份至6月"
    assert [m.text for m in scan(fold(said), "zh") if m.kind == "number"] == []


def test_what_is_compared_with_the_month_before_is_not_compared_with_a_year_earlier() -> None:
    month, year = facts("7月份，进口原油4720.4万吨，环比下降25.9%，同比增长11.5%。")[1:]
    assert (month.yearly, str(month.against[0].period)[5:]) == (False, "06")
    assert year.yearly is True
    assert month.number is not None
    assert month.number.value == Fraction(-259, 10)


@pytest.mark.parametrize(
    "said",
    ["拉动进出口增长11.2个百分点", "增速比1月加快0.4个百分点", "降幅比上月收窄3.0个百分点"],
)
def test_percentage_points_are_no_pieces(said: str) -> None:
    last = facts(f"2月份，出口30.1亿元，同比下降2.0%，{said}。")[-1]
    assert last.sense in (Sense.POINTS, Sense.CONTRIBUTION)


def test_a_list_gives_each_name_its_number_and_the_unit_of_the_last() -> None:
    read = facts("1—10月，锂电池、铅蓄电池、原电池分别出口612.36、24.17和19.85亿美元。")
    assert [sorted(f.topic.scope) for f in read] == [["锂电池"], ["铅蓄电池"], ["原电池"]]
    assert {f.topic.base for f in read} == {"USD"}


def test_traditional_characters_are_read_as_simplified_ones() -> None:
    simplified = facts("8月份，对美国出口2.30万亿元，增长4.8%，占出口总值的13.1%。")
    traditional = facts("8月份，對美國出口2.30萬億元，增長4.8%，佔出口總值的13.1%。")
    assert [(f.sense, f.topic) for f in traditional] == [(f.sense, f.topic) for f in simplified]


@pytest.mark.parametrize("name", ["Åland", "Éire", "Österreich", "Côte d'Ivoire", "Türkiye"])
def test_a_name_with_an_accent_is_one(name: str) -> None:
    (level, growth) = facts(f"In May 2025, exports to {name} were $5.1 million, up 3.2%.", "en")
    assert level.topic.scope == growth.topic.scope == {fold(name).lower()}
    assert fold(name).isascii()


def test_an_english_sentence_tells_levels_growth_and_what_they_are_from() -> None:
    said = "Exports rose 4.1% to $53.3 billion in August from $51.2 billion in July."
    read = {f.number.text: f for f in facts(said, "en") if f.number is not None}
    assert str(read["51.2"].topic.period)[5:] == "07"
    assert read["4.1"].against[0] == read["51.2"].topic
    assert read["53.3"].direction == 1


def test_a_paragraph_longer_than_any_is_no_prose() -> None:
    sentence = "2025年2月，中国出口锂电池12.3亿美元，同比增长4.5%。"
    assert len(facts(sentence)) == 2
    assert facts(sentence * (LONGEST // len(sentence) + 1)) == ()


def test_a_number_told_keeps_the_sign_that_its_word_gives_it() -> None:
    growth = facts("8月份，出口30.1亿元，同比下降11.0%。")[-1]
    assert growth.number is not None
    assert (growth.number.text, growth.number.signed_text) == ("11.0", "−11.0")


def test_of_a_text_in_which_a_great_many_numbers_contradict_each_other_nothing_is_said() -> None:
    said = "\n\n".join(f"2025年8月，出口{n}.3亿元。" for n in range(60))
    found = audit_blocks(read_bytes(said.encode(), "many.txt")).findings
    assert [f.rule for f in found if f.rule == "sentences-irreconcilable"] == []


@pytest.mark.parametrize(
    ("language", "text", "run"),
    [
        ("zh", "6月出口10亿元，同比增长5.0%，连续第三个月增长。", (3, True, 1)),
        ("zh", "6月出口10亿元，同比下降5.0%，連續4個月下降。", (4, False, -1)),
        ("en", "Exports fell 5.0% in June, the third straight monthly decline.", (3, True, -1)),
        ("en", "Exports rose 5.0% in June, rising for 11 consecutive months of growth.", None),
    ],
)
def test_months_in_a_row_are_counted(
    language: str, text: str, run: tuple[int, bool, int] | None
) -> None:
    found = [f for f in facts(text, language) if f.sense is Sense.STREAK]
    assert [(f.count, f.named, f.direction) for f in found] == ([] if run is None else [run])


def test_a_month_is_the_highest_of_the_time_that_is_named() -> None:
    (found,) = (f for f in facts("2024年6月出口10亿元，创年内新高。") if f.sense is Sense.HIGHEST)
    assert [str(topic.period) for topic in found.against] == ["2024-01..2024-06"]


def test_the_ends_of_a_range_state_nothing() -> None:
    found = facts("预计2024年出口额介于510亿至530亿元，增速在5%—8%之间。")
    assert {fact.sense for fact in found} <= {Sense.OTHER}


def test_a_days_mean_is_no_months_level() -> None:
    first, *_ = facts("2024年6月出口日均2.5亿元，去年同期为2.6亿元。")
    assert first.topic.measure == "daily"


@pytest.mark.parametrize("toward", ["对香港出口", "对中国香港出口", "自香港进口"])
def test_whom_trade_goes_to_is_named_though_it_may_be_whose_trade_it_is(toward: str) -> None:
    """香港出口 is Hong Kong's own trade; what stands beside 对香港出口 is of nobody else."""
    said = facts(f"2025年2月，对美国出口750.0万美元，占62.4%；{toward}451.0万美元，占37.6%。")
    level = next(f for f in said if f.number is not None and f.number.value == 451)
    (name,) = level.topic.scope
    assert name == toward[1:-2]


_MARKETS = """| 市场 | 6月出口（亿元） | 同比（%） |
|---|---|---|
| 甲国 | 9.1 | 3.0 |
| 乙国 | 8.2 | 8.8 |
| 丙国 | 4.0 | -6.1 |

"""
_OTHER_WORDS = {
    "June exports were $41 billion, $3 billion {more|less} than May exports of $38 billion.": "−3",
    "The deficit {widened|narrowed} by $1.1 billion to $9.4 billion, from $8.3 billion.": "8.3",
    "6月，全市出口同比增长6.3%（前值下降2.1%），增速较上月回升{8.4|4.8}个百分点。": "4.8",
    "6月，汽车出口9.8万辆。其中，乘用车出口6.1万辆，商用车出口{3.7|7.3}万辆。": "7.3",
    f"{_MARKETS}三国中，{{乙国|甲国}}增速最快，丙国降幅最大。": "甲国",
    f"{_MARKETS}前三大市场依次为{{甲国、乙国|乙国、甲国}}和丙国，均在亚洲。": "乙国、甲国",
}  # fmt: skip


@pytest.mark.parametrize(("said", "printed"), _OTHER_WORDS.items())
def test_what_is_said_in_other_words_is_held(said: str, printed: str) -> None:
    name = "a.md" if "|---" in said else "a.txt"
    right, wrong = (re.sub(r"\{(.*?)\|(.*?)\}", rf"\{at}", said) for at in (1, 2))
    assert not audit_blocks(read_bytes(right.encode(), name)).findings
    found = [f.printed for f in audit_blocks(read_bytes(wrong.encode(), name)).findings]
    assert any(printed in one for one in found), found


_VERBLESS = {
    "Exports to Asia fell 3.2 percent and Europe 4.5 percent.": ("europe", "4.5", -1),
    "Asia bought 54.6 percent of exports and North America 20.1 percent.": (
        "north america", "20.1", 0,
    ),
    "Imports from Asia rose to $20.0 million and from Europe to $5.0 million.": (
        "europe", "5.0", 0,
    ),
    "Exports to Asia were $3.1 million; exports to Europe were $2.4 million.": (
        "europe", "2.4", 0,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("said", "last"), _VERBLESS.items())
def test_an_english_clause_without_its_verb_has_a_name_of_its_own(
    said: str, last: tuple[str, str, int]
) -> None:
    first, second = facts(said, "en")
    assert first.topic.scope == {"asia"}
    number = second.number
    assert number is not None
    assert (*second.topic.scope, number.text, second.direction) == last
    assert (second.sense, second.topic.side) == (first.sense, first.topic.side)


def test_a_table_without_a_page_around_it_is_html() -> None:
    page = "<h2>Exports</h2><table><tr><td>Tea</td><td>1.2</td></tr></table>"
    assert read_bytes(page.encode(), "part.html").format == "html"


@pytest.mark.parametrize(
    ("language", "note", "heading", "said"),
    [
        ("zh", "注：春节2025年为1月29日、2024年为2月10日，所比较的时段受其影响不同。",
         "二、1—2月累计", "广东出口1189.8亿美元。"),
        ("en", "Note: the Spring Festival fell on 29 January in 2025 and 10 February in 2024.",
         "January–February, cumulative", "Exports of Guangdong were US$118.98 billion."),
    ],
)  # fmt: skip
def test_a_note_leaves_what_follows_in_its_months(
    language: str, note: str, heading: str, said: str
) -> None:
    title = {"zh": "2025年2月月度报告", "en": "Monthly report, February 2025"}[language]
    texts = [
        Text(0, "title", title), Text(1, "note", note),
        Text(2, "heading", heading), Text(3, "plain", said),
    ]  # fmt: skip
    for kind in ("note", "plain"):
        read = read_facts([texts[0], Text(1, kind, note), *texts[2:]], language).facts
        (level,) = [fact for fact in read if fact.place.block == 3]
        assert level.topic.period == Period.parse("2025-01..2025-02")


def test_a_row_whose_name_is_a_list_is_one() -> None:
    page = (
        "In June 2026, exports of ware were US$172.9 million, up 2.0% on the year. Among the two "
        "largest products, exports of steel sinks were US$104.6 million, down 1.1% on the year; "
        "and exports of baths, trays and basins were US$68.3 million, up 7.2% on the year.\n\n"
        "Table 1: Exports of ware, June 2026 (US$ million)\n\n| | Value | Change on year (%) |\n"
        "|---|---|---|\n| Exports | 172.9 | 2.0 |\n\n"
        "Table 2: Exports of ware by product, June 2026 (US$ million)\n\n"
        "| Product | Exports | Change on year (%) |\n|---|---|---|\n"
        "| steel sinks | 104.6 | -1.1 |\n"
        "| baths, trays and basins | {} | 7.2 |\n"
    )
    for printed, wrong in (("68.3", False), ("78.3", True)):
        found = audit_blocks(read_bytes(page.format(printed).encode(), "page.md")).findings
        assert bool(found) is wrong, [one.message("en") for one in found]


@pytest.mark.parametrize("said", [
    "In June 2025, exports of cells in trade with Chile were $5.3 million, or 73.0% of all exports "
    "of cells in trade with Chile, and exports of packs were $1.9 million, or 27.0%.",
    "In June 2025, imports of cells were $4.9 million, up 8.8% on the year. In June 2025, imports "
    "of cells from the G7 and ASEAN were $0.0 million and $0.0 million.",
    "In March 2024, imports were $487.1 million. Imports: among the three largest provinces, "
    "imports into Ningxia were $184.6 million, imports into Sichuan were $130.6 million, and "
    "imports into Yunnan were $117.8 million.",
    "2025年6月，出口数据未包括税号85071000等7个编码。2025年1—6月，出口数据未包括税号85071000等7个编码。",
    "2025年6月，对越南出口3.5亿美元。2025年6月，锂和铅出口分别为0.5亿美元和0.4亿美元，"
    "占全部蓄电池出口比重分别为51.5%和48.5%。",
])  # fmt: skip
def test_what_is_true_of_a_part_is_not_held_against_what_it_is_no_part_of(said: str) -> None:
    told = audit_blocks(read_bytes(said.encode(), "a.txt"))
    assert told.findings == (), [finding.message("en") for finding in told.findings]
