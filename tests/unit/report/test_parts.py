"""Reports on a part of trade: with a partner or a group, under a trade mode, of a province."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.report.tiny import (
    BOTH,
    CODE,
    FRANCE,
    GERMANY,
    GUANGDONG,
    SHANGHAI,
    USA,
    VIETNAM,
    Fact,
    define,
    exports,
    new_store,
    sections,
    sentences,
)

from yuebao.auditing import audit
from yuebao.domain import DefinitionError, Dimension, Flow, Month, Scope, UnavailableError
from yuebao.reference import find_office
from yuebao.render import render
from yuebao.render.annex import cell_records, report_record
from yuebao.report import build_report, plan_report
from yuebao.report.language import find_language
from yuebao.report.language.zh._names import ChineseNames
from yuebao.report.model import TradePart
from yuebao.report.words import Wording
from yuebao.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document

JUNE = Month(2025, 6)
VALUES = {GERMANY: 3, FRANCE: 2, VIETNAM: 5, USA: 7}


def facts() -> list[Fact]:
    """Two half-years of exports to four partners: one province ten times another."""
    return [
        exports(f"{year}-{month:02}", 10**7 * worth * times * (year - 2023), partner=partner,
                province=province)
        for year in (2024, 2025)
        for month in range(1, 7)
        for partner, worth in VALUES.items()
        for province, times in ((SHANGHAI, 1), (GUANGDONG, 10))
    ]  # fmt: skip


def about(part: str, head: str = BOTH) -> str:
    """The head of a definition of a part of trade."""
    return head.replace("edition = 2022", f"edition = 2022\n{part}")


def built(folder: Path, part: str, *kinds: str, language: str = "zh") -> Document:
    definition = define(folder, sections(*kinds), head=about(part))
    return build_report(definition, JUNE, new_store(folder, facts()), language=language)


def total(document: Document) -> int:
    """Exports of the month, in tens of millions."""
    (record,) = (
        one
        for one in cell_records(document)
        if one["table"] == 1 and one["window"] == "month" and one["measure"] == "value"
    )
    levels = record["levels"]
    assert isinstance(levels, list)
    return int(levels[0]["amount"]) // (2 * 10**7)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (f'partners = ["{VIETNAM}"]', 5 * 11),
        (f'partners = ["{VIETNAM}", "{USA}"]', 12 * 11),
        ('groups = ["eu"]', 5 * 11),
        (f'groups = ["eu"]\npartners = ["{VIETNAM}"]', 10 * 11),
        (f'provinces = ["{SHANGHAI}"]', 17),
        (f'provinces = ["{SHANGHAI}"]\ngroups = ["eu"]', 5),
    ],
)
def test_only_the_part_counts(tmp_path: Path, part: str, expected: int) -> None:
    document = built(tmp_path, part, "overview", "provinces")
    assert total(document) == expected
    record = report_record(document)
    assert set(record) & {"partners", "groups", "provinces", "modes"} == {
        line.split(" ")[0] for line in part.splitlines()
    }


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("part", [f'partners = ["{VIETNAM}"]', 'groups = ["eu"]'])
@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_a_report_on_a_part_says_so_and_reads_back(
    tmp_path: Path, part: str, language: str, form: str
) -> None:
    document = built(tmp_path, part, "overview", "partners", "provinces", language=language)
    text = render(document, "md").decode()
    name = {
        "zh": {"p": "中国对越南", "g": "中国对欧盟"},
        "en": {"p": "with Vietnam", "g": "with the EU"},
    }
    assert name[language][part[0]] in text
    assert audit(document).findings == ()
    path = tmp_path / f"report.{form}"
    path.write_bytes(render(document, form))
    held = audit(path)
    assert held.findings == ()
    assert held.coverage.unread == ()


def test_files_of_the_partner_alone_are_its_whole_trade(tmp_path: Path) -> None:
    definition = define(tmp_path, sections("overview"), head=about(f'partners = ["{VIETNAM}"]'))
    store = Store(tmp_path / "store")
    for year, value in ((2024, 100), (2025, 150)):
        path = tmp_path / f"出口_{year}.csv"
        path.write_text(f"数据年月,商品编码,美元\n{year}06,{CODE},{value}\n", "utf-8")
        store.load([path], scope=Scope(Dimension.PARTNER, (VIETNAM,)))
    document = build_report(definition, JUNE, store)
    growth = next(r for r in cell_records(document) if r["measure"] == "yoy")
    assert growth["text"] == "50.0"
    other = define(tmp_path, sections("overview"), head=about(f'partners = ["{USA}"]'))
    with pytest.raises(UnavailableError):
        build_report(other, JUNE, store)


def test_facts_that_do_not_tell_partners_apart_say_nothing_of_one(tmp_path: Path) -> None:
    definition = define(tmp_path, sections("overview"), head=about('groups = ["eu"]'))
    path = tmp_path / "出口_2025.csv"
    path.write_text(f"数据年月,商品编码,美元\n202506,{CODE},100\n", "utf-8")
    store = Store(tmp_path / "store")
    store.load([path], scope=Scope())
    with pytest.raises(UnavailableError):
        build_report(definition, JUNE, store)
    fetches = plan_report(store.view(), definition, JUNE).fetches
    assert {fetch.flow for fetch in fetches} == {Flow.EXPORT, Flow.IMPORT}
    assert all(Dimension.PARTNER in fetch.grain.dimensions for fetch in fetches)


@pytest.mark.parametrize(("codes", "expected"), [('"10"', 3), ('"14", "15"', 6), ('"10", "14"', 5)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_report_on_trade_modes(tmp_path: Path, codes: str, expected: int, language: str) -> None:
    lines = [
        f"{year}06,{CODE},{mode},{value * 2 * 10**7}"
        for year in (2024, 2025)
        for mode, value in (("10", 3), ("14", 2), ("15", 4), ("19", 50))
    ]
    path = tmp_path / "出口.csv"
    path.write_text("\n".join(["数据年月,商品编码,贸易方式编码,美元", *lines]), "utf-8")
    store = Store(tmp_path / "store")
    store.load([path], scope=Scope())
    definition = define(tmp_path, sections("overview", "modes"), head=about(f"modes = [{codes}]"))
    document = build_report(definition, JUNE, store, language=language)
    assert total(document) == expected
    said = {"zh": "项下蓄电池", "en": "batteries under "}
    assert said[language] in document.tables()[0].caption
    assert audit(document).findings == ()
    page = tmp_path / "report.md"
    page.write_bytes(render(document, "md"))
    assert audit(page).findings == ()


def test_a_part_of_trade_needs_no_codes(tmp_path: Path) -> None:
    head = BOTH.replace('codes = ["85076000"]\nedition = 2022', f'partners = ["{VIETNAM}"]')
    definition = define(tmp_path, sections("overview"), head=head)
    assert definition.subject.codes == ("all",)


@pytest.mark.parametrize("part", ['partners = ["990"]', 'groups = ["brics"]', 'modes = ["98"]'])
def test_what_is_none_is_refused(tmp_path: Path, part: str) -> None:
    with pytest.raises(DefinitionError, match=part.split('"')[1]):
        define(tmp_path, sections("overview"), head=about(part))


def test_every_section_says_whose_trade_it_is(tmp_path: Path) -> None:
    """In Chinese, where sentences and captions name who trades."""
    part = f'provinces = ["{SHANGHAI}"]'
    document = built(tmp_path, part, "overview", "records", "concentration", "seasonal")
    said = [*sentences(document), *(table.caption for table in document.tables())]
    assert any("赫芬达尔" in text for text in said)
    assert any("历史位次" in text for text in said)
    assert [text for text in said if "中国" in text] == []
    assert all("上海" in table.caption for table in document.tables())


@pytest.mark.parametrize(
    ("part", "flow", "told"),
    [
        ({}, Flow.EXPORT, "前两大出口蓄电池"),
        ({"partners": (VIETNAM,)}, Flow.EXPORT, "对越南出口的前两大蓄电池"),
        ({"partners": (VIETNAM,)}, Flow.IMPORT, "自越南进口的前两大蓄电池"),
        ({"modes": ("10",)}, Flow.IMPORT, "一般贸易项下进口的前两大蓄电池"),
        ({"provinces": (SHANGHAI,)}, Flow.EXPORT, "前两大出口蓄电池"),
    ],
)
def test_the_largest_goods_of_a_part_stand_behind_it(
    part: dict[str, tuple[str, ...]], flow: Flow, told: str
) -> None:
    spoken = find_language("zh", Wording(), find_office()).reporting(TradePart(**part))
    assert isinstance(spoken, ChineseNames)
    assert spoken.largest(flow, "前两大", spoken.of_part("蓄电池")) == told
    assert spoken.without_counterparts(spoken.of_part("蓄电池")).endswith("蓄电池")
    assert "越南" not in spoken.without_counterparts(spoken.of_part("蓄电池"))
