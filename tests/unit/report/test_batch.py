"""What a heading is called, and which reports share a reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from yuebao.domain import Month
from yuebao.report.batch import CHUNK, Task, heading_definition, in_chunks
from yuebao.report.sections.overview import Overview

if TYPE_CHECKING:
    from pathlib import Path

FEBRUARY = Month(2025, 2)


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("8507", "电池（HS8507）"),  # the end that all share, parts apart
        ("1001", "HS1001商品"),  # durum and meslin share no end
        ("9999", "HS9999商品"),  # in no list
    ],
)
def test_a_heading_is_called_by_what_its_names_share(code: str, label: str) -> None:
    definition = heading_definition(code, FEBRUARY)
    assert definition.subject.label["zh"] == label
    assert definition.subject.codes == (code,)
    assert definition.title["zh"] == f"中国{label}{{flow}}月度监测报告"
    assert definition.name == f"heading-{code}"


def test_a_template_gives_its_products_to_no_other_heading(tmp_path: Path) -> None:
    template = tmp_path / "own.toml"
    template.write_text(
        '[title]\nzh = "{name}月报"\n\n[subject]\nlabel = { zh = "{name}" }\ncodes = ["8507"]\n'
        '\n[[subject.products]]\ncode = "850760"\nlabel = { zh = "锂" }\n'
        '\n[[sections]]\nkind = "overview"\n\n[[sections]]\nkind = "products"\n',
        encoding="utf-8",
    )
    definition = heading_definition("8542", FEBRUARY, template)
    assert definition.sections == (Overview(charts=True),)
    assert definition.subject.products == ()


def test_headings_share_a_reading_with_their_neighbours() -> None:
    tasks = [Task(heading_definition(f"{code:04}", FEBRUARY), FEBRUARY) for code in range(101, 131)]
    chunks = list(in_chunks(reversed(tasks)))
    assert [len(chunk) for chunk in chunks] == [CHUNK, 30 - CHUNK]
    assert [task for chunk in chunks for task in chunk] == tasks


def test_months_share_a_reading_with_those_of_the_same_subject() -> None:
    one, other = (heading_definition(code, FEBRUARY) for code in ("8507", "8542"))
    tasks = [Task(d, FEBRUARY.plus(-back)) for back in range(3) for d in (one, other)]
    chunks = list(in_chunks(tasks))
    names = [{task.definition.name for task in chunk} for chunk in chunks]
    assert names == [{one.name}, {other.name}]
