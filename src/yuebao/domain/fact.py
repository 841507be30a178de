"""The fact: one row of trade, and the table it is stored in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the fact table: its name, DuckDB type and meaning."""

    name: str
    type: str
    meaning: str


FACT_COLUMNS: tuple[Column, ...] = (
    Column("flow", "VARCHAR", "export or import; total only where a bulletin prints its own"),
    Column("grain", "VARCHAR", "commodity depth and dimensions carried, e.g. hs8/partner/province"),
    Column("scope", "VARCHAR", "all, or the provinces or partners the file was filtered to"),
    Column("currency", "VARCHAR", "three letters, as in ISO 4217"),
    Column("commodity", "VARCHAR", "HS code as given, a bulletin's item, or all"),
    Column("partner", "VARCHAR", "customs code of the trading partner; null where not a dimension"),
    Column("mode", "VARCHAR", "customs code of the trade mode; null where not a dimension"),
    Column("province", "VARCHAR", "customs code of the province of registration; null likewise"),
    Column("enterprise", "VARCHAR", "kind of enterprise that traded; null where not a dimension"),
    Column("bloc", "VARCHAR", "line of a table by partner: a group, or a partner among them"),
    Column("first_month", "VARCHAR", "first month covered, 2025-01"),
    Column("last_month", "VARCHAR", "last month covered, 2025-02; the table is partitioned by it"),
    Column("value", "BIGINT", "whole units of the currency"),
    Column("precision", "INTEGER", "what the value is a multiple of: 1, or the bulletin's unit"),
    Column("quantity", "BIGINT", "first quantity; null where the file has none"),
    Column("unit", "VARCHAR", "unit of the first quantity as customs writes it; null likewise"),
    Column("quantity2", "BIGINT", "second quantity; null where there is none"),
    Column("unit2", "VARCHAR", "unit of the second quantity; null where there is none"),
    Column("growth", "DECIMAL(18, 6)", "official growth on the year in percent, as published"),
    Column("source", "VARCHAR", "SHA-256 of the file"),
    Column("row", "INTEGER", "record in the file, the first below the heads being 1"),
    Column("released", "DATE", "when customs published it"),
    Column("superseded", "DATE", "release date of what replaced it; null while current"),
)
"""The columns of the stored fact table, in order."""

SLICE_COLUMNS: tuple[str, ...] = ("flow", "grain", "scope", "currency")
"""What a slice of facts has one of: facts that differ in these never add up."""

KEY_COLUMNS: tuple[str, ...] = (
    *SLICE_COLUMNS, "commodity", "partner", "mode", "province", "enterprise", "bloc",
    "first_month", "last_month",
)  # fmt: skip
"""What identifies a fact within one release; `is not distinct from` compares the nullable ones."""

QUANTITY_COLUMNS: tuple[str, ...] = ("quantity", "unit", "quantity2", "unit2")
"""What a release states about a key beside value and growth."""

LATER_COLUMNS: tuple[str, ...] = ("enterprise", "bloc")
"""Those that facts stored by the first versions lack; null in them."""

READ_COLUMNS: tuple[Column, ...] = tuple(
    column for column in FACT_COLUMNS if column.name not in ("scope", "released", "superseded")
)
"""What a source gives; the load adds scope and release."""
