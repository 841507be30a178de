"""The three published reports: every cell is read, and every error proven of them is found."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest

from yuebao.auditing import Audit, audit

if TYPE_CHECKING:
    from pathlib import Path

REPORTS = ("lithium-2025-02", "chips-2025-07", "provinces-2025-02")


@pytest.fixture(scope="session")
def audits(shared: Path) -> dict[str, Audit]:
    return {name: audit(shared / "reference" / f"{name}.txt") for name in REPORTS}


@lru_cache
def published(folder: Path, name: str) -> list[dict[str, object]]:
    path = folder / "acceptance" / "published" / f"{name}.json"
    records: list[dict[str, object]] = json.loads(path.read_text(encoding="utf-8"))
    return records


@pytest.mark.parametrize("name", REPORTS)
def test_every_published_cell_is_read_in_its_place(
    shared: Path, audits: dict[str, Audit], name: str
) -> None:
    read = {
        (t.number, str(li.window), li.block.value, li.rank, li.label, c.measure.value, c.text)
        for t, li, c in audits[name].claims.cells()
    }
    keys = ("table", "window", "block", "rank", "label", "measure", "text")
    wanted = {tuple(record[key] for key in keys) for record in published(shared, name)}
    assert read == wanted


def test_all_938_cells_are_there(shared: Path) -> None:
    assert sum(len(published(shared, name)) for name in REPORTS) == 938


@pytest.mark.parametrize("name", REPORTS)
def test_every_number_is_understood(audits: dict[str, Audit], name: str) -> None:
    coverage = audits[name].coverage
    assert (coverage.share(), coverage.unread) == (1.0, ())


def found(
    audit: Audit, rule: str, *, printed: str | None = None, **where: object
) -> list[dict[str, object]]:
    """The records of findings by rule, print and place."""
    return [
        record
        for record in (finding.record() for finding in audit.findings)
        if record["rule"] == rule
        and printed in (None, record["printed"])
        and where.items() <= dict(record["where"]).items()  # type: ignore[call-overload]
    ]


EXPECTED: tuple[tuple[str, str, str | None, dict[str, object]], ...] = (
    # published_errors.json
    ("lithium-2025-02", "note-subtracts-itself", "2025年2月", {"table": 1}),
    ("lithium-2025-02", "growth-from-nothing", "1851385.1", {"table": 3, "label": "加拿大"}),
    ("provinces-2025-02", "year-to-date-below-month", "196.9", {"table": 2, "label": "北京"}),
    ("provinces-2025-02", "order", "出口额", {"table": 1}),
    ("provinces-2025-02", "word-doubled", "分别为为", {}),
    ("provinces-2025-02", "named-in-wrong-group", "上海", {}),
    ("chips-2025-07", "net-change", "1.4", {"table": 1, "window": "month"}),
    ("chips-2025-07", "net-change", "-1.3", {"table": 1, "window": "ytd"}),
    ("chips-2025-07", "bloc-member-missing", "42.6", {"table": 4, "window": "month"}),
    ("chips-2025-07", "missing-in-other-window", None, {"table": 4, "label": "中国台湾"}),
    ("chips-2025-07", "prose-against-table", "10.6%", {}),
    ("chips-2025-07", "prose-against-table", "12.9%", {}),
    ("chips-2025-07", "unit-missing", "27.2", {}),
    ("chips-2025-07", "word-clipped", "比增速", {}),
    ("chips-2025-07", "name-varies", "其他集成电路", {}),
    # docs/audit/reference-errors.md, beyond those
    ("lithium-2025-02", "dash-note-unused", None, {"table": 2}),
    ("lithium-2025-02", "word-varies", "增长", {}),
    ("lithium-2025-02", "subject-missing", "中国前三大进口贸易伙伴", {}),
    ("lithium-2025-02", "defined-twice", "省市", {}),
    ("chips-2025-07", "sentence-unfinished", None, {}),
    ("provinces-2025-02", "year-to-date-below-month", "12.7", {"label": "江西"}),
    ("provinces-2025-02", "year-to-date-below-month", "33.1", {"label": "黑龙江"}),
    ("provinces-2025-02", "naming-against-table", "广东、北京、上海", {}),
    ("provinces-2025-02", "prose-against-table", "498.9亿美元", {}),
    ("provinces-2025-02", "prose-against-table", "481.4亿美元", {}),
    ("provinces-2025-02", "prose-against-table", "-27.9%", {}),
    ("provinces-2025-02", "prose-against-table", "-16.9%", {}),
    ("provinces-2025-02", "named-not-largest", "广东、浙江、江苏", {}),
    ("provinces-2025-02", "named-not-largest", "广东、上海、四川", {}),
    ("provinces-2025-02", "word-doubled", "省市区市", {}),
)


@pytest.mark.parametrize(("name", "rule", "printed", "where"), EXPECTED)
def test_what_is_proven_by_hand_is_found(
    audits: dict[str, Audit], name: str, rule: str, printed: str | None, where: dict[str, object]
) -> None:
    assert found(audits[name], rule, printed=printed, **where)


def test_the_order_that_the_rows_have_is_named(audits: dict[str, Audit]) -> None:
    (record,) = found(audits["provinces-2025-02"], "order")
    assert record["expected"] == "进出口额"
    assert not found(audits["provinces-2025-02"], "order", table=2)


def test_a_change_in_percent_under_a_note_of_units_is_told_apart(audits: dict[str, Audit]) -> None:
    for record in found(audits["chips-2025-07"], "net-change"):
        assert "百分比" in str(record["message"])


def test_the_worst_comes_first(audits: dict[str, Audit]) -> None:
    for one in audits.values():
        orders = [finding.severity.order() for finding in one.findings]
        assert orders == sorted(orders)
