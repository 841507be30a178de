"""Every rule finds what it is for, at its place, and nothing in a report that is right."""

from __future__ import annotations

import pytest
from tests.unit.auditing.tiny import TINY, changed, findings_of

from yuebao.auditing.findings.catalogue import catalogue

CASES: tuple[tuple[str, dict[str, object], tuple[tuple[str, str], ...]], ...] = (
    ("sum-of-flows", {"table": 1, "label": "进出口总额"}, (("总额\t15.0", "总额\t15.9"),)),
    ("sum-of-flows", {"label": "广东", "measure": "imports"}, (("2.0\t2.1", "3.0\t2.1"),)),
    ("net-of-flows", {"table": 1, "label": "净出口额"}, (("净出口额\t5.0", "净出口额\t-5.0"),)),
    ("growth-of-total", {"table": 1, "window": "month"}, (("15.0\t10.4", "15.0\t30.0"),)),
    ("net-change", {"table": 1, "label": "净出口额"}, (("5.0\t0.4", "5.0\t8.9"),)),
    ("year-to-date-below-month", {"table": 2, "label": "德国"}, (("德国\t11.0", "德国\t1.1"),)),
    (
        "base-below-month", {"table": 2, "label": "越南"},
        (("越南\t3.0\t10.7\t90.0", "越南\t3.0\t10.7\t900.0"),),
    ),
    ("impossible-level", {"table": 2, "label": "美国"}, (("30.0\t-5.0", "30.0\t-105.0"),)),
    (
        "shares-above-whole", {"table": 2, "window": "month"},
        (("4.0\t40.0", "4.0\t70.0"), ("3.0\t30.0", "3.0\t60.0")),
    ),
    ("share-of-total", {"table": 2, "label": "美国"}, (("9.0\t32.1", "9.0\t23.1"),)),
    ("parts-above-whole", {"table": 2, "label": "东盟"}, (("东盟\t1.9\t19.0", "东盟\t0.8\t8.0"),)),
    (
        "bloc-member-missing", {"table": 2, "label": "欧盟"},
        (("越南\t1.0\t10.0", "越南\t0.01\t0.1"), ("东盟\t1.9\t19.0", "东盟\t0.1\t1.0")),
    ),
    (
        "missing-in-other-window", {"table": 2, "window": "ytd", "label": "美国"},
        (("美国\t9.0\t32.1\t-6.0", "日本\t9.0\t32.1\t-6.0"), ("越南\t3.0\t10.7", "越南\t2.0\t7.1")),
    ),
    ("rows-missing", {"table": 2}, (("越南\t1.0\t10.0\t100.0\t越南\t3.0\t10.7\t90.0\n", ""),)),
    ("listed-twice", {"table": 2, "label": "德国"}, (("美国\t3.0", "德国\t3.0"),)),
    (
        "order", {"table": 2, "window": "month"},
        (("越南\t1.0\t10.0\t100.0", "越南\t3.5\t35.0\t100.0"),),
    ),
    ("note-subtracts-itself", {"table": 1}, (("减去2024年3月", "减去2025年3月"),)),
    ("note-wrong-base", {"table": 1}, (("减去2024年3月", "减去2024年2月"),)),
    (
        "growth-from-nothing", {"table": 2, "label": "越南"},
        (
            ("10.0\t100.0", "10.0\t985741.5"),
            ("由大到小排列。\n\n三", "由大到小排列。“-”表明去年同期接近于零。\n\n三"),
        ),
    ),
    (
        "dash-note-unused", {"table": 2},
        (("由大到小排列。\n\n三", "由大到小排列。“-”表明去年同期为零。\n\n三"),),
    ),
    ("prose-against-table", {}, (("美国和越南，出口分别为4.0", "美国和越南，出口分别为4.1"),)),
    ("direction-against-table", {}, (("同比下降4.8%", "同比增长4.8%"),)),
    ("sign-after-word", {}, (("同比下降4.8%", "同比下降-4.8%"),)),
    ("net-word", {}, (("当月净出口", "当月净进口"),)),
    ("count-against-table", {}, (("福建2个省市", "福建3个省市"),)),
    ("counts-do-not-add", {}, (("3个省市中", "4个省市中"),)),
    ("named-in-wrong-group", {}, (("广东、福建2个", "广东、上海2个"),)),
    ("named-not-largest", {}, (("广东、福建2个", "福建、广东2个"),)),
    ("naming-against-table", {}, (("为德国、美国和越南", "为美国、德国和越南"),)),
    ("list-length", {}, (("4.0亿美元、3.0亿美元和1.0亿美元", "4.0亿美元和3.0亿美元"),)),
    ("period-word", {}, (("当月净出口", "累计净出口"),)),
    ("period-of-report", {"table": 2}, (("表2：2025年3月", "表2：2025年2月"),)),
    ("unit-missing", {}, (("和1.0亿美元，分别", "和1.0，分别"),)),
    ("word-varies", {}, (("出口10.0亿美元，同比增长", "出口10.0亿美元，同比上升"),)),
    ("word-doubled", {}, (("出口分别为4.0", "出口分别为为4.0"),)),
    ("word-clipped", {}, (("，同比增速", "，比增速"),)),
    ("sentence-unfinished", {}, (("和100.0%。", "和100.0%"),)),
    (
        "defined-twice", {},
        (("2025年3月，中国", "2025年3月（下文简称“本月”），中国"),
         ("2025年1-3月，中国", "2025年1-3月（下文简称“本月”），中国")),
    ),
)  # fmt: skip

ELSEWHERE_TESTED = {
    "january-windows", "shares-disagree", "shares-of-less", "chart-against-table",
    "name-varies", "subject-missing", "place-against-values",
}  # fmt: skip
"""Rules with a test of their own below."""


def test_the_tiny_report_is_right() -> None:
    assert [finding.record("en") for finding in findings_of(TINY)] == []


@pytest.mark.parametrize(("rule", "where", "pairs"), CASES)
def test_a_rule_finds_what_it_is_for(
    rule: str, where: dict[str, object], pairs: tuple[tuple[str, str], ...]
) -> None:
    found = [f for f in findings_of(changed(*pairs)) if f.rule == rule]
    assert any(where.items() <= f.where.record().items() for f in found), [
        (f.rule, f.where.record()) for f in findings_of(changed(*pairs))
    ]


def test_every_rule_without_data_has_a_case() -> None:
    import tomllib
    from importlib import resources

    text = resources.files("yuebao.auditing").joinpath("rules", "rules.toml").read_text("utf-8")
    rules = {rule["id"] for rule in tomllib.loads(text)["rule"]}
    assert rules == {rule for rule, _, _ in CASES} | ELSEWHERE_TESTED


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("rule", "where", "pairs"), CASES)
def test_a_message_fills_all_its_places(
    rule: str, where: dict[str, object], pairs: tuple[tuple[str, str], ...], language: str
) -> None:
    for finding in findings_of(changed(*pairs)):
        message = finding.message(language)
        assert message
        assert "{" not in message
        assert finding.severity is catalogue()[finding.rule].severity


def test_in_january_both_windows_are_one() -> None:
    january = TINY.replace("2025年3月", "2025年1月").replace("3月当月", "1月当月")
    assert any(finding.rule == "january-windows" for finding in findings_of(january))


IMPORTS = """表1：2025年3月中国茶具前三大进口来源地（亿美元）

3月当月\t\t\t
区域\t进口额\t占比（%）\t同比变化（%）
德国\t40.0\t40.0\t5.0
美国\t30.0\t30.0\t-5.0
越南\t10.0\t19.0\t100.0
"""


def test_shares_of_one_column_are_of_one_whole() -> None:
    (finding,) = [f for f in findings_of(IMPORTS) if f.rule == "shares-disagree"]
    assert finding.where.label == "越南"
    assert not findings_of(IMPORTS.replace("10.0\t19.0", "10.0\t10.0"))


OF_LESS = (
    "\n表4：2025年3月中国茶具前三大进口来源地（亿美元）\n\n3月当月\t\t\t\n"
    "区域\t进口额\t占比（%）\t同比变化（%）\n"
    "德国\t2.0\t50.0\t5.0\n美国\t1.0\t25.0\t-5.0\n越南\t0.4\t10.0\t9.0\n"
)


def test_shares_of_imports_without_re_imports_are_told_once() -> None:
    (finding,) = [f for f in findings_of(TINY + OF_LESS) if f.rule == "shares-of-less"]
    assert (finding.where.table, finding.where.measure) == (4, "share")
    assert finding.printed.startswith("4.95")
    assert not any(f.severity == "impossible" for f in findings_of(TINY + OF_LESS))
    note = "\n注：计算比重所用的进口总额不含复进口。\n"
    assert not [f for f in findings_of(TINY + OF_LESS + note) if f.rule == "shares-of-less"]


def test_a_chart_is_held_against_its_table() -> None:
    from yuebao.auditing.reading.markdown import read_markdown
    from yuebao.auditing.rules.charts import check_charts
    from yuebao.auditing.rules.context import Case
    from yuebao.auditing.understanding.interpret import read_claims

    page = (
        "表2：2025年3月中国茶具前二大出口目的地（亿美元）\n\n| 区域 | 出口额 |\n|---|---|\n"
        "| 德国 | 4.0 |\n| 美国 | 3.0 |\n\n|  | 亿美元 |\n|---|---|\n| 德国 | 4.0 |\n"
        "| 美国 | 3.1 |\n\n图1：2025年3月中国茶具出口目的地（亿美元）\n"
    )
    (finding,) = check_charts(Case(read_claims(read_markdown(page, "page.md"))))
    assert (finding.printed, finding.expected, finding.where.label) == ("3.1", "3.0", "美国")
    other = page.replace(
        "| 德国 | 4.0 |\n| 美国 | 3.1 |", "| 越南 | 1.0 |\n| 日本 | 2.0 |\n| 美国 | 3.1 |"
    )
    assert not list(check_charts(Case(read_claims(read_markdown(other, "page.md")))))


def test_one_name_is_written_one_way() -> None:
    text = TINY.replace("德国、美国和越南", "德国、美国和其它越南").replace("越南\t", "其他越南\t")
    assert any(finding.rule == "name-varies" for finding in findings_of(text))


def test_a_sentence_names_its_goods() -> None:
    more = (
        "2025年1-3月，中国前三大出口贸易伙伴为德国、美国和越南，"
        "出口分别为11.0亿美元、9.0亿美元和3.0亿美元。"
    )
    text = changed(("表2：", f"{more}\n\n表2："))
    assert [finding.rule for finding in findings_of(text)] == ["subject-missing"]
    going_on = changed(("表2：", f"{more.replace('中国', '')}\n\n表2："))
    assert findings_of(going_on) == []


@pytest.mark.parametrize(
    ("said", "found"),
    [("自越南进口的前两大茶具", []), ("自越南进口的前两大商品", ["subject-missing"])],
)
def test_goods_and_whom_they_are_traded_with_may_stand_apart(said: str, found: list[str]) -> None:
    more = f"2025年1-3月，中国{said}为瓷器和陶器，进口分别为6.0亿美元和3.0亿美元。"
    text = changed(("表2：", f"{more}\n\n表2：")).replace("茶具", "对越南茶具")
    text = text.replace("大对越南茶具", "大茶具")
    assert [one.rule for one in findings_of(text) if one.rule == "subject-missing"] == found


def test_all_others_are_compared_only_where_the_same_are_ranked_in_both_windows() -> None:
    others = ("越南\t1.0\t10.0\t100.0\t越南\t3.0\t10.7\t90.0\n",
              "越南\t1.0\t10.0\t100.0\t{}\t3.0\t10.7\t90.0\n"
              "其他\t2.0\t20.0\t-60.0\t其他\t5.0\t17.9\t60.0\n")  # fmt: skip
    for label, found in (("越南", True), ("日本", False)):
        text = changed((others[0], others[1].format(label)))
        rules = [f.rule for f in findings_of(text) if f.where.label == "其他"]
        assert ("base-below-month" in rules) is found


def test_a_group_below_nothing_of_which_nobody_is_shown_is_no_fault_of_the_reader() -> None:
    text = changed(("东盟\t1.9\t19.0\t90.0", "东盟\t-1.9\t19.0\t90.0"), ("越南\t1.0", "智利\t1.0"))
    assert all(finding.rule != "parts-above-whole" for finding in findings_of(text))
