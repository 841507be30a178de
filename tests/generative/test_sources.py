"""Any facts, written as an export with any quirks, are read back exactly."""

from __future__ import annotations

import csv
import io
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.effort import effort

from yuebao.domain import Depth, Dimension, Flow, Grain
from yuebao.reference import find_office
from yuebao.sources import Reading, read_source, read_sources

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADS = {
    "month": "数据年月", "commodity": "商品编码", "partner": "贸易伙伴编码", "mode": "贸易方式编码",
    "province": "注册地编码", "quantity": "第一数量", "unit": "第一计量单位",
    "quantity2": "第二数量", "unit2": "第二计量单位", "value": "美元", "commodity_name": "商品名称",
    "partner_name": "贸易伙伴名称", "province_name": "注册地名称",
}  # fmt: skip
OPTIONAL = [
    ("partner",), ("mode",), ("province",), ("quantity", "unit"), ("quantity2", "unit2"),
    ("commodity_name",), ("partner", "partner_name"), ("province", "province_name"),
]  # fmt: skip
PROVINCES = {province.code: province.full for province in find_office().regions}

# Names as they are met: Chinese of every width in GB18030, with what breaks careless readers.
names = st.text(st.sampled_from('锂电池中国香港镕丂㐀,"\n\t；()€ '), max_size=8)
quantities = st.integers(0, 10**12)
units = st.sampled_from(["千克", "个", "台", "?", ""])


@st.composite
def facts(draw: st.DrawFn) -> dict[str, str | int]:
    depth = draw(st.sampled_from([2, 4, 6, 8]))
    province = draw(st.sampled_from(sorted(PROVINCES)))
    return {
        "month": f"{draw(st.integers(2000, 2030))}{draw(st.integers(1, 12)):02}",
        "commodity": f"{draw(st.integers(1, 97)):02}" + "0" * (depth - 2),
        "partner": str(draw(st.integers(101, 799))),
        "mode": str(draw(st.integers(10, 99))),
        "province": province,
        "quantity": draw(quantities),
        "unit": draw(units),
        "quantity2": draw(quantities),
        "unit2": draw(units),
        "value": draw(st.integers(-(10**6), 10**15)),
        "commodity_name": draw(names),
        "partner_name": draw(names),
        "province_name": draw(st.sampled_from([PROVINCES[province], "某地", ""])),
    }


@dataclass(frozen=True)
class Quirks:
    """How an export is written."""

    columns: Sequence[str]
    encoding: str
    quoting: int
    line_end: str
    trailing_comma: bool
    separators: bool
    decimals: str
    padding: str
    month: str
    padded_rows: int

    def number(self, number: int) -> str:
        return (f"{number:,}" if self.separators else str(number)) + self.decimals

    def field(self, role: str, fact: dict[str, str | int]) -> str:
        value = fact[role]
        if isinstance(value, int):
            return self.padding + self.number(value)
        if role == "month":
            year, month = int(value[:4]), int(value[4:])
            return self.month.format(year=year, month=month)
        return value if role.endswith("_name") else value + self.padding

    def write(self, rows: Sequence[dict[str, str | int]]) -> bytes:
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer, quoting=self.quoting, lineterminator=self.line_end)  # type: ignore[arg-type]
        end = [""] if self.trailing_comma else []
        writer.writerow([*(HEADS[role] for role in self.columns), *end])
        for fact in rows:
            writer.writerow([*(self.field(role, fact) for role in self.columns), *end])
        for _ in range(self.padded_rows):
            writer.writerow([""] * (len(self.columns) + len(end)))
        return buffer.getvalue().encode(self.encoding)


@st.composite
def quirks(draw: st.DrawFn) -> Quirks:
    chosen = draw(st.lists(st.sampled_from(OPTIONAL), unique=True))
    roles = {"month", "commodity", "value", *(role for group in chosen for role in group)}
    return Quirks(
        columns=draw(st.permutations(sorted(roles))),
        encoding=draw(st.sampled_from(["gb18030", "utf-8", "utf-8-sig"])),
        quoting=draw(st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL])),
        line_end=draw(st.sampled_from(["\n", "\r\n"])),
        trailing_comma=draw(st.booleans()),
        separators=draw(st.booleans()),
        decimals=draw(st.sampled_from(["", ".0"])),
        padding=draw(st.sampled_from(["", " ", "\t"])),
        month=draw(st.sampled_from(["{year}{month:02}", "{year}-{month:02}", "{year}年{month}月"])),
        padded_rows=draw(st.integers(0, 3)),
    )


def expected(fact: dict[str, str | int], columns: Sequence[str], row: int) -> tuple[object, ...]:
    """What a fact must be read as, by plain Python."""
    carried = {role: fact[role] if role in columns else None for role in HEADS}
    for quantity, unit in (("quantity", "unit"), ("quantity2", "unit2")):
        if carried[unit] in ("", "?", None):
            carried[quantity] = carried[unit] = None
    dimensions = frozenset(d for d in Dimension if d.value in columns)
    month = f"{str(fact['month'])[:4]}-{str(fact['month'])[4:]}"
    grain = Grain(Depth.of_digits(len(str(fact["commodity"]))), dimensions)
    keys = ("commodity", "partner", "mode", "province")
    payload = ("value", "quantity", "unit", "quantity2", "unit2")
    return (
        "export", str(grain), "USD", *(carried[key] for key in keys), month, month,
        *(carried[column] for column in payload), row,
    )  # fmt: skip


READ = """
select flow, grain, currency, commodity, partner, mode, province, first_month, last_month,
    value, quantity, unit, quantity2, unit2, "row"
from {table}
"""


@given(rows=st.lists(facts(), min_size=1, max_size=12), quirks=quirks())
@settings(deadline=None, max_examples=effort(60))
def test_an_export_reads_back_exactly(rows: list[dict[str, str | int]], quirks: Quirks) -> None:
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        path = Path(folder) / "数据.csv"
        path.write_bytes(quirks.write(rows))
        reading = read_source(connection, path, find_office(), flow=Flow.EXPORT)
        found = connection.execute(READ.format(table=reading.table)).fetchall()
    assert found == [expected(fact, quirks.columns, at) for at, fact in enumerate(rows, 1)]
    assert reading.rows == len(rows)
    assert {str(period).replace("-", "") for period in reading.periods} == {
        fact["month"] for fact in rows
    }


@given(
    files=st.lists(
        st.tuples(st.lists(facts(), min_size=1, max_size=4), quirks()), min_size=2, max_size=4
    )
)
@settings(deadline=None, max_examples=effort(15))
def test_exports_of_one_shape_read_back_exactly_together(
    files: list[tuple[list[dict[str, str | int]], Quirks]],
) -> None:
    """In one statement or in several: only the columns are the same."""
    columns = files[0][1].columns
    chosen = [
        (rows, replace(quirks, columns=columns, trailing_comma=False)) for rows, quirks in files
    ]
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        paths = [Path(folder) / f"数据{at}.csv" for at in range(len(files))]
        for path, (rows, quirks) in zip(paths, chosen, strict=True):
            path.write_bytes(quirks.write(rows))
        outcomes = read_sources(connection, paths, find_office(), flow=Flow.EXPORT)
        for reading, (rows, _) in zip(outcomes, chosen, strict=True):
            assert isinstance(reading, Reading)
            of_it = f"{READ.format(table=reading.table)} where source = '{reading.sha256}'"
            found = connection.execute(f"{of_it} order by row").fetchall()
            assert found == [expected(fact, columns, at) for at, fact in enumerate(rows, 1)]
