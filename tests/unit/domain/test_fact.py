"""The fact table's columns are one consistent set."""

import duckdb

from yuebao.domain import FACT_COLUMNS, KEY_COLUMNS, QUANTITY_COLUMNS, READ_COLUMNS, Dimension

STATED = ("value", "precision", "growth", *QUANTITY_COLUMNS)
NAMES = [column.name for column in FACT_COLUMNS]


def test_names_are_used_once() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_each_column_is_key_payload_or_provenance() -> None:
    provenance = {"source", "row", "released", "superseded"}
    assert not set(KEY_COLUMNS) & set(STATED)
    assert {*KEY_COLUMNS, *STATED, *provenance} == set(NAMES)


def test_a_source_gives_all_but_what_the_load_decides() -> None:
    read = [column.name for column in READ_COLUMNS]
    assert read == [name for name in NAMES if name not in ("scope", "released", "superseded")]


def test_every_dimension_is_part_of_the_key() -> None:
    assert {dimension.value for dimension in Dimension} <= set(KEY_COLUMNS)


def test_duckdb_knows_every_type() -> None:
    columns = ", ".join(f'"{column.name}" {column.type}' for column in FACT_COLUMNS)
    with duckdb.connect() as database:
        database.execute(f"CREATE TABLE fact ({columns})")
        rows = database.execute("DESCRIBE fact").fetchall()
    expected = [(c.name, c.type.replace(", ", ",")) for c in FACT_COLUMNS]
    assert [(name, kind) for name, kind, *_ in rows] == expected


def test_every_column_says_what_it_means() -> None:
    assert all(column.meaning for column in FACT_COLUMNS)
