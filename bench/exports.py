"""Writing facts as the customs platform writes them: GB18030, all quoted, a comma at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from bench.facts import Shape, draw_relations, month_sql, names
from yuebao.domain import Flow, Month

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

_HEADS = (
    '"数据年月","商品编码","商品名称","贸易伙伴编码","贸易伙伴名称","贸易方式编码","贸易方式名称",'
    '"注册地编码","注册地名称","第一数量","第一计量单位","第二数量","第二计量单位","美元",\n'
)

_ROWS_SQL = """
COPY (
    SELECT '{month}' AS k0, f.commodity AS k1, c.name AS k2, f.partner AS k3, p.name AS k4,
           f.mode AS k5, m.name AS k6, f.province AS k7, r.name AS k8,
           f.quantity::VARCHAR AS k9, coalesce(f.unit, '?') AS k10,
           coalesce(f.quantity2, 0)::VARCHAR AS k11, coalesce(f.unit2, '?') AS k12,
           format('{{:,}}', f.value) AS k13, NULL AS k14
    FROM ({facts}) AS f
    JOIN commodity_name AS c ON c.code = f.commodity JOIN partner_name AS p ON p.code = f.partner
    JOIN mode_name AS m ON m.code = f.mode JOIN province_name AS r ON r.code = f.province
    ORDER BY f.commodity, f.partner, f.mode, f.province
) TO '{path}' (FORMAT csv, HEADER false, FORCE_QUOTE ({columns}))
"""


def write_exports(folder: Path, shape: Shape, flow: Flow) -> tuple[Path, int]:
    """Write one file of all months of a flow; gives it and how many rows it has."""
    folder.mkdir(parents=True, exist_ok=True)
    label = {Flow.EXPORT: "出口", Flow.IMPORT: "进口"}[flow]
    last = shape.first.plus(shape.months - 1)
    target = folder / f"{label}_{shape.first}..{last}_{shape.rows}.csv"
    rows = 0
    with duckdb.connect() as connection, target.open("wb") as file:
        draw_relations(connection, shape, flow)
        names(connection, last)
        file.write(_HEADS.encode("gb18030"))
        for month in shape.calendar():
            rows += _append_month(connection, file, folder, month, shape)
    return target, rows


def _append_month(
    connection: duckdb.DuckDBPyConnection, file: BinaryIO, folder: Path, month: Month, shape: Shape
) -> int:
    utf8 = folder / ".month.csv"
    facts, bound = month_sql(month, shape)
    for name, value in bound.items():
        connection.execute(f"SET VARIABLE {name} = $value", {"value": value})
        facts = facts.replace(f"${name}", f"getvariable('{name}')")
    sql = _ROWS_SQL.format(
        month=str(month).replace("-", ""),
        facts=facts,
        path=utf8,
        columns=", ".join(f"k{at}" for at in range(14)),
    )
    (count,) = connection.execute(sql).fetchall()[0]
    with utf8.open(encoding="utf-8", newline="") as text:
        while chunk := text.read(1 << 20):
            file.write(chunk.encode("gb18030"))
    utf8.unlink()
    return int(count)
