"""Highlights: what matters most, by a stated score, pinned and dropped; the audit of the lines."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.unit.report.printed import assert_clean_in_print
from tests.unit.report.tiny import (
    BOTH,
    CHINA,
    FRANCE,
    GERMANY,
    GUANGDONG,
    SHANGHAI,
    TIBET,
    USA,
    VIETNAM,
    Fact,
    define,
    exports,
    imports,
    new_store,
)

from yuebao.auditing import audit
from yuebao.domain import DefinitionError, Month
from yuebao.render import FORMATS, render
from yuebao.report import build_report, load_definition
from yuebao.report.model import Heading, Highlight, Mention, Paragraph

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document
    from yuebao.store import Store

HIGHLIGHTS = '[[sections]]\nkind = "highlights"\n'
ALL = """
[[sections]]
kind = "overview"
charts = false

[[sections]]
kind = "partners"
first = 5
contribution = true
charts = false

[[sections]]
kind = "provinces"
contribution = true
charts = false

[[sections]]
kind = "price"
unit = "个"
charts = false

[[sections]]
kind = "records"

[[sections]]
kind = "concentration"
"""
UNITS = '[units]\nUSD = "万美元"\n'


def trade(months: int = 40, last: str = "2025-02") -> list[Fact]:
    """Exports that fall in price and rise in quantity, in which Vietnam passes Germany."""
    found: list[Fact] = []
    end = Month.parse(last)
    places = ((USA, GUANGDONG), (GERMANY, SHANGHAI), (FRANCE, TIBET), (VIETNAM, SHANGHAI))
    for at in range(months):
        month = end.plus(-at)
        for place, (partner, province) in enumerate(places):
            count = 1000 * (9 - 2 * place) + 40 * (month.month % 5) - 10 * at
            if partner == VIETNAM and at < 12:
                count += 5000
            price = 900 - 40 * (at % 3) - (90 if at < 12 else 0)
            found.append(
                exports(
                    str(month), count * price, partner=partner, province=province, quantity=count
                )
            )
    return found


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return new_store(tmp_path_factory.mktemp("highlights"), trade())


def built(
    tmp_path: Path,
    store: Store,
    section: str = HIGHLIGHTS,
    others: str = ALL,
    language: str = "zh",
    **rest: str,
) -> Document:
    definition = define(tmp_path, f"{UNITS}\n{section}\n{others}", head=rest.get("head", BOTH))
    return build_report(
        definition, Month.parse(rest.get("month", "2025-02")), store, language=language
    )


def lines(document: Document) -> list[Highlight]:
    return [
        said
        for part in document.parts
        if isinstance(part, Paragraph)
        for said in part.says
        if isinstance(said, Highlight)
    ]


def told(document: Document) -> list[str]:
    return [
        "".join(run.text if isinstance(run, Mention) else str(run) for run in part.runs)
        for part in document.parts
        if isinstance(part, Paragraph) and any(isinstance(one, Highlight) for one in part.says)
    ]


def test_five_lines_stand_at_the_top_by_score(tmp_path: Path, store: Store) -> None:
    document = built(tmp_path, store)
    first = document.parts[0]
    assert isinstance(first, Heading)
    assert first.text == "要点"
    scores = [one.score for one in lines(document)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 5
    assert [one.key for one in lines(document)] == [
        "growth.month",
        "record.exports.month",
        "contribution.partners.exports.month",
        "contribution.provinces.exports.month",
        "price.exports.month",
    ]


def test_scores_are_exact_and_as_the_methodology_has_them(tmp_path: Path, store: Store) -> None:
    document = built(tmp_path, store, f"{HIGHLIGHTS}lines = 12\n")
    found = {one.key: one for one in lines(document)}
    growth = found["growth.month"].of.flows[0][1].growth.value  # type: ignore[union-attr]
    assert found["growth.month"].score == 100 + abs(growth or 0)
    assert isinstance(found["growth.month"].score, Fraction)
    parts = found["contribution.partners.exports.month"].of
    largest = max(abs(one.value) for one in (*parts.up, *parts.down))  # type: ignore[union-attr]
    assert found["contribution.partners.exports.month"].score == 40 + min(4 * largest, 50)


def test_lines_print_the_very_figures_of_sections(tmp_path: Path, store: Store) -> None:
    document = built(tmp_path, store, f"{HIGHLIGHTS}lines = 12\n")
    others = {
        id(run.figure)
        for part in document.parts
        if isinstance(part, Paragraph) and not any(isinstance(s, Highlight) for s in part.says)
        for run in part.runs
        if isinstance(run, Mention)
    } | {id(figure) for figure in document.figures()}
    for part in document.parts:
        if not isinstance(part, Paragraph) or not part.says:
            continue
        one = part.says[0]
        if isinstance(one, Highlight) and one.topic != "rank":
            assert all(id(run.figure) in others for run in part.runs if isinstance(run, Mention))


def test_nothing_is_told_twice(tmp_path: Path, store: Store) -> None:
    found = lines(built(tmp_path, store, f"{HIGHLIGHTS}lines = 12\n"))
    about = [one.key.rpartition(".")[0] for one in found if one.topic != "growth"]
    assert len(about) == len(set(about))
    assert sum(one.topic == "growth" for one in found) == 2
    assert sum(one.topic in {"rank", "leader"} for one in found) <= 2


def test_words(tmp_path: Path, store: Store) -> None:
    chinese = told(built(tmp_path, store, f"{HIGHLIGHTS}lines = 12\n"))
    english = told(built(tmp_path, store, f"{HIGHLIGHTS}lines = 12\n", language="en"))
    assert len(chinese) == len(english)
    assert chinese[0].startswith("2025年2月，出口2374.9万美元，同比增长10.7%")
    assert english[0].startswith("In February 2025, exports were US$23.749 million, up 10.7%")
    assert "对越南出口拉动出口增速" in "".join(chinese)
    assert "位次由上年同期的第4位升至第2位" in "".join(chinese)
    assert "they rose to 2nd place from 4th a year earlier" in "".join(english)
    assert "出口价格同比下跌" in "".join(chinese)
    assert "prices of exports fell" in "".join(english)


def test_pins_come_first_in_their_order_and_drops_are_left_out(
    tmp_path: Path, store: Store
) -> None:
    wanted = "pins = ['price', 'run.exports']\ndrops = ['growth', 'contribution.partners']\n"
    section = f"{HIGHLIGHTS}{wanted}"
    keys = [one.key for one in lines(built(tmp_path, store, section))]
    assert keys[0] == "price.exports.month"
    assert keys[1].startswith("run.exports.")
    assert not any(key.startswith(("growth", "contribution.partners")) for key in keys)
    assert len(keys) == 5


@pytest.mark.parametrize(
    ("others", "topics"),
    [
        ('[[sections]]\nkind = "overview"\n', {"growth"}),
        ('[[sections]]\nkind = "partners"\n', {"rank"}),
        ('[[sections]]\nkind = "provinces"\n', {"leader"}),
        ('[[sections]]\nkind = "records"\n', {"record", "run"}),
        ('[[sections]]\nkind = "price"\nunit = "个"\n', {"price"}),
        ('[[sections]]\nkind = "concentration"\n', {"concentration"}),
    ],
)
def test_one_section_alone(tmp_path: Path, store: Store, others: str, topics: set[str]) -> None:
    for language in ("zh", "en"):
        document = built(tmp_path, store, others=others, language=language)
        assert {one.topic for one in lines(document)} <= topics
        assert lines(document)
        assert audit(document, store).findings == ()


def test_no_heading_stands_alone(tmp_path: Path, store: Store) -> None:
    section = f"{HIGHLIGHTS}drops = ['growth']\n"
    document = built(tmp_path, store, section, '[[sections]]\nkind = "overview"\n')
    assert lines(document) == []
    assert "要点" not in render(document, "md").decode()


def test_the_first_year_has_levels_alone(tmp_path: Path) -> None:
    held = new_store(tmp_path, trade(6))
    document = built(tmp_path, held)
    assert told(document)[0] == "2025年2月，出口1556.0万美元。" or "同比" not in told(document)[0]
    assert audit(document, held).findings == ()


def test_both_flows(tmp_path: Path) -> None:
    facts = trade(30)
    back = [imports(f.month, f.value // 2, partner=f.partner, province=f.province) for f in facts]
    back.append(imports("2025-02", 7_000_000, partner=CHINA))
    held = new_store(tmp_path, [*facts, *back])
    for language in ("zh", "en"):
        document = built(tmp_path, held, f"{HIGHLIGHTS}lines = 9\n", language=language)
        assert {"exports", "imports"} <= {one.key.split(".")[-2] for one in lines(document)}
        assert audit(document, held).findings == ()
        assert_clean_in_print(document, tmp_path)


@pytest.mark.parametrize("part", ['provinces = ["31"]', 'partners = ["141"]', 'groups = ["asean"]'])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_part_of_trade(tmp_path: Path, store: Store, part: str, language: str) -> None:
    head = BOTH.replace("edition = 2022", f"edition = 2022\n{part}")
    document = built(tmp_path, store, language=language, head=head)
    assert lines(document)
    assert audit(document).findings == ()
    assert_clean_in_print(document, tmp_path)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "windows",
    ['["quarter"]', '["month", "ytd", "rolling12", "quarter"]', '["half", "month"]'],
)
def test_any_windows(tmp_path: Path, windows: str, language: str) -> None:
    held = new_store(tmp_path, trade(45, last="2025-06"))
    document = built(
        tmp_path, held, f"{HIGHLIGHTS}lines = 12\n", language=language,
        head=f"windows = {windows}\n{BOTH}", month="2025-06",
    )  # fmt: skip
    assert len(lines(document)) >= 5
    assert audit(document, held).findings == ()
    assert_clean_in_print(document, tmp_path, ["md", "docx"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_format_tells_the_lines(tmp_path: Path, store: Store, language: str) -> None:
    document = built(tmp_path, store, f"{HIGHLIGHTS}lines = 12\n", language=language)
    assert all(render(document, known.name) for known in FORMATS)
    assert_clean_in_print(document, tmp_path)
    report = json.loads(render(document, "json"))["report"]
    assert [one["text"] for one in report["highlights"]] == told(document)
    assert [one["key"] for one in report["highlights"]] == [one.key for one in lines(document)]


@pytest.mark.parametrize(
    ("language", "old", "new", "rule"),
    [
        ("zh", "- 2025年2月，出口2374", "- 2025年2月，出口2274", "prose-against-table"),
        ("zh", "升至第2位", "升至第3位", "place-against-table"),
        ("zh", "上年同期的第4位升", "上年同期的第1位升", "place-against-table"),
        ("zh", "对越南出口拉动出口增速", "对越南出口拉动出口增速1", "prose-against-table"),
        ("zh", "出口价格同比下跌", "出口价格同比上涨", "direction-against-table"),
        ("zh", "市场赫芬达尔指数为", "市场赫芬达尔指数为1", "prose-against-table"),
        (
            "zh",
            "上海出口1228.0万美元，同比增长37.5%，居首位",
            "广东出口735.5万美元，居首位",
            "place-against-table",
        ),
        ("en", "rose to 2nd place", "rose to 3rd place", "place-against-table"),
        ("en", "exports to Vietnam added ", "exports to Vietnam added 1", "prose-against-table"),
        ("en", "prices of exports fell", "prices of exports rose", "direction-against-table"),
    ],
)
def test_planted_errors_are_found(
    tmp_path: Path, store: Store, language: str, old: str, new: str, rule: str
) -> None:
    document = built(tmp_path, store, f"{HIGHLIGHTS}lines = 12\n", language=language)
    text = render(document, "md").decode()
    assert old in text
    path = tmp_path / "report.md"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert rule in {finding.rule for finding in audit(path).findings}


def turning(tmp_path: Path) -> Store:
    """A year of falls, then a rise."""
    values = [100 + at for at in range(26)] + [90 + at for at in range(11)] + [150]
    end = Month(2025, 2)
    return new_store(
        tmp_path,
        [
            exports(str(end.plus(at + 1 - len(values))), value * 10**5, quantity=value)
            for at, value in enumerate(values)
        ],
    )


TURNED = '[[sections]]\nkind = "overview"\n\n[[sections]]\nkind = "records"\n'


@pytest.mark.parametrize(
    ("language", "said", "plants"),
    [
        ("zh", "2025年2月，出口额同比在连续11个月下降后首次增长。",
         [("后首次增长。", "后首次下降。"), ("连续11个月下降后", "连续8个月下降后")]),
        ("en", "In February 2025, exports saw the first rise on the year after 11 falls in a row.",
         [("first rise on the year after 11 falls in a row.\n",
           "first fall on the year after 11 rises in a row.\n"),
          ("after 11 falls", "after 8 falls")]),
    ],
)  # fmt: skip
def test_a_turning_point(
    tmp_path: Path, language: str, said: str, plants: list[tuple[str, str]]
) -> None:
    held = turning(tmp_path)
    document = built(tmp_path, held, others=TURNED, language=language)
    assert said in told(document)
    assert next(one for one in lines(document) if one.topic == "turn").score == 60 + 33
    assert_clean_in_print(document, tmp_path)
    for old, new in plants:
        path = tmp_path / "report.md"
        text = render(document, "md").decode()
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        assert "turn-against-growth" in {finding.rule for finding in audit(path).findings}


def test_a_turning_point_in_another_word_for_a_rise(tmp_path: Path) -> None:
    held = turning(tmp_path)
    definition = define(tmp_path, f"{UNITS}\n{HIGHLIGHTS}\n{TURNED}", head=BOTH)
    document = build_report(definition, Month(2025, 2), held, theme="plain")
    assert "2025年2月，出口额同比在连续11个月下降后首次上升。" in told(document)
    assert_clean_in_print(document, tmp_path, ["md"])


def test_a_key_that_no_line_has_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="no line is about 'prices'") as caught:
        define(tmp_path, f"{UNITS}\n{HIGHLIGHTS}pins = ['prices']\n{ALL}", head=BOTH)
    assert "contribution" in str(caught.value)


@pytest.mark.parametrize("name", ["lithium-ion", "chips", "provinces"])
def test_the_reference_reports_have_none(name: str) -> None:
    assert "highlights" not in [one.kind for one in load_definition(name).sections]


@pytest.mark.parametrize(
    "name",
    ["all-goods", "electric-cars", "integrated-circuits", "new-three", "rare-earths",
     "solar-cells", "soybeans", "steel"],
)  # fmt: skip
def test_the_other_shipped_ones_begin_with_them(name: str) -> None:
    assert load_definition(name).sections[0].kind == "highlights"


def test_a_flow_that_prints_as_nothing_moves_nothing(tmp_path: Path) -> None:
    """Its amount is told, and no more, however much it grew."""
    facts = [*trade(), *(imports(month, 90) for month in ("2024-02", "2025-02"))]
    facts += [imports("2024-01", 10), imports("2025-01", 400)]
    document = built(tmp_path, new_store(tmp_path, facts))
    assert "进口0.0万美元" in told(document)[0]
    assert not any("import" in one.key for one in lines(document))
