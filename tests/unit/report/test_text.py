"""An editor's own text: its figures are the report's, and every rebuild keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.report.tiny import (
    BOTH,
    FRANCE,
    GERMANY,
    Fact,
    define,
    new_store,
    sections,
    sentences,
)

from yuebao.auditing import audit
from yuebao.domain import DefinitionError, Flow, Month
from yuebao.report import build_report
from yuebao.report.model import Heading, Mention, Paragraph

if TYPE_CHECKING:
    from pathlib import Path

    from yuebao.report import Document

UNITS = """
[units]
quantity = { unit = "个", per = 10000 }
"""
TEXT = '''
[[sections]]
kind = "text"
title = { zh = "编者按", en = "From the editor" }
text.zh = """
本月对德国出口{partners.exports.304.month.value}，{partners.exports.304.month.change}；
出口{overview.exports-quantity.month.value}。

以上由编辑部撰写。
"""
text.en = """
Exports to Germany were {partners.exports.304.month.value},
{partners.exports.304.month.change}.
"""
'''


def build(
    tmp_path: Path, text: str = TEXT, language: str = "zh", now: int = 3, theme: str = "reference"
) -> Document:
    facts = [
        Fact(Flow.EXPORT, f"{year}-02", value * 10**8, partner=partner, quantity=value * 10**4)
        for partner, years in ((GERMANY, (4, now)), (FRANCE, (2, 2)))
        for year, value in zip((2024, 2025), years, strict=True)
    ]
    tmp_path.mkdir(exist_ok=True)
    definition = define(tmp_path, UNITS + text + sections("overview", "partners"), head=BOTH)
    return build_report(
        definition, Month(2025, 2), new_store(tmp_path, facts), language=language, theme=theme
    )


def test_figures_are_put_in_by_what_they_are_of(tmp_path: Path) -> None:
    document = build(tmp_path)
    assert isinstance(document.parts[0], Heading)
    assert document.parts[0].text == "一、编者按"
    assert sentences(document)[:2] == [
        "本月对德国出口3.0亿美元，同比下降25.0%； 出口5.0万个。",
        "以上由编辑部撰写。",
    ]


def test_a_rebuild_keeps_the_text_and_turns_the_direction(tmp_path: Path) -> None:
    assert sentences(build(tmp_path, now=5))[0] == (
        "本月对德国出口5.0亿美元，同比增长25.0%； 出口7.0万个。"
    )


def test_the_figures_are_those_of_the_tables(tmp_path: Path) -> None:
    document = build(tmp_path)
    paragraph = document.parts[1]
    assert isinstance(paragraph, Paragraph)
    printed = document.figures()
    figures = [run.figure for run in paragraph.runs if isinstance(run, Mention)]
    assert len(figures) == 3
    assert all(figure in printed for figure in figures)


def test_in_english(tmp_path: Path) -> None:
    assert sentences(build(tmp_path, language="en"))[0] == (
        "Exports to Germany were US$0.30 billion, down 25.0% on the year."
    )


def test_a_figure_nobody_prints_is_refused_with_those_near_it(tmp_path: Path) -> None:
    text = TEXT.replace("304.month.value", "306.month.value")
    with pytest.raises(DefinitionError, match="no section prints the figure"):
        build(tmp_path, text)
    with pytest.raises(DefinitionError, match=r"\{partners\.exports\.304\.month\.value\}"):
        build(tmp_path, text)


def test_braces_around_anything_else_are_refused_with_their_place(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"sections\[1\]\.text\.zh: \{德国\} is no address"):
        build(tmp_path, TEXT.replace("{partners.exports.304.month.value}，", "{德国}，"))


def test_what_an_editor_writes_is_audited_like_all_else(tmp_path: Path) -> None:
    assert audit(build(tmp_path)).findings == ()
    wrong = TEXT.replace(
        "本月对德国出口{partners.exports.304.month.value}", "2025年2月，我国对德国出口9.0亿美元"
    )
    found = audit(build(tmp_path / "wrong", wrong, theme="standard")).findings
    assert any("9.0" in finding.message() for finding in found)


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("zh", "对德国出口同比{partners.exports.304.month.change}。", "对德国出口同比下降25.0%。"),
        ("en", "Exports were {partners.exports.304.month.change} on the year.",
         "Exports were down 25.0% on the year."),
        ("en", "Exports were {partners.exports.304.month.change}.",
         "Exports were down 25.0% on the year."),
    ],
)  # fmt: skip
def test_what_the_text_says_beside_a_change_is_said_once(
    tmp_path: Path, language: str, text: str, said: str
) -> None:
    section = f'\n[[sections]]\nkind = "text"\ntitle.{language} = "T"\ntext.{language} = "{text}"\n'
    assert said in sentences(build(tmp_path, section, language=language))
