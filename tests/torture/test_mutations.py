"""Files that went wrong: refused, or read for what is in them; never a crash, never another number.

Five hundred by default; `make torture` makes ten thousand.
"""

from __future__ import annotations

import random
from pathlib import Path

import duckdb
import pytest
from tests.torture.files import how_many
from tests.torture.mutations import FOR_ALL, MUTATIONS, Mutant, figures, numbers_in, values_of
from tests.unit.sources.bulletins import bulletin
from tests.unit.sources.layouts import LAYOUTS
from tools.docs.clothes import clothes

from yuebao.domain import Flow, Period, YuebaoError
from yuebao.reference import find_office
from yuebao.sources import Reading, read_source, read_sources

MUTANTS = how_many("YUEBAO_MUTATIONS", 250)
SPECIMENS = Path(__file__).resolve().parents[1] / "specimens" / "sources"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
LINES = 60
"""Longer files are shortened first: what can go wrong in a line is the same in all."""

_FACTS = "SELECT * EXCLUDE (source, row) FROM {table} ORDER BY ALL"


def shortened(path: Path) -> bytes:
    if path.suffix != ".csv" or "provinces" in path.parts:
        return path.read_bytes()
    return b"".join(path.read_bytes().splitlines(keepends=True)[:LINES])


def read(connection: duckdb.DuckDBPyConnection, path: Path) -> Reading:
    """As somebody loads it who says all that can be said."""
    attempts: tuple[tuple[Flow | None, Period | None], ...] = (
        (None, None), (Flow.EXPORT, None), (None, Period.parse("2024-01..2024-08")),
        (Flow.EXPORT, Period.parse("2024-01..2024-08")),
    )  # fmt: skip
    for flow, months in attempts[:-1]:
        try:
            return read_source(connection, path, find_office(), flow=flow, months=months)
        except YuebaoError as error:
            if error.exit_status != 2:
                raise
    return read_source(
        connection, path, find_office(), flow=attempts[-1][0], months=attempts[-1][1]
    )


def originals() -> list[tuple[str, bytes]]:
    """Files that read: specimens and tables of ours and, where they are at hand, real ones."""
    paths = sorted(SPECIMENS.glob("*.csv"))
    if SHARED.is_dir():
        paths += sorted((SHARED / "query").rglob("*.csv"))
        paths += sorted((SHARED / "bulletin" / "provinces").glob("*.csv"))[:3]
        paths += sorted((SHARED / "bulletin" / "national").glob("*.xls"))[:2]
    held = [(path.name, shortened(path)) for path in paths]
    held.append(("总值表2025年2月.xlsx", bulletin().xlsx("2025年2月总值表")))
    held += [
        (f"{number}-{layout.name}", layout.file()) for number, layout in enumerate(LAYOUTS.values())
    ]
    held += [(f"{number}-{name}", content) for number, (_, name, content) in enumerate(clothes())]
    return held


@pytest.fixture(scope="module")
def readable(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, bytes]]:
    folder = tmp_path_factory.mktemp("originals")
    kept = []
    with duckdb.connect() as connection:
        for name, content in originals():
            path = folder / name
            path.write_bytes(content)
            try:
                read(connection, path)
            except YuebaoError:
                continue
            kept.append((name, content))
    assert len(kept) > 5
    return kept


def is_export(name: str, content: bytes) -> bool:
    """Whether it is a query export as text."""
    return content[:2] not in (b"PK", b"\xd0\xcf") and values_of(content) is not None


def facts(connection: duckdb.DuckDBPyConnection, reading: Reading) -> list[tuple[object, ...]]:
    return connection.execute(_FACTS.format(table=reading.table)).fetchall()


def check(connection: duckdb.DuckDBPyConnection, path: Path, mutant: Mutant, before: bytes) -> bool:
    """Read a mutant; gives whether it was read at all."""
    path.write_bytes(mutant.content)
    refusal: YuebaoError | None = None
    try:
        reading = read(connection, path)
    except YuebaoError as error:
        refusal = error
    if refusal is not None:
        assert str(refusal)
        assert not mutant.must_read
        assert not mutant.must_refuse or refusal.exit_status == 3
        return False
    assert not mutant.must_refuse
    of_query = reading.dialect == "query" and mutant.content[:2] not in (b"PK", b"\xd0\xcf")
    if of_query and (values := values_of(mutant.content)) is not None:
        [(rows, total)] = connection.execute(
            f"SELECT count(*), sum(value) FROM {reading.table}"
        ).fetchall()
        assert (rows, total) == (len(values), sum(values))
    elif (printed := numbers_in(mutant.content)) is not None:
        given = connection.execute(
            f"SELECT value, growth FROM {reading.table} WHERE value IS NOT NULL "
            "AND enterprise IS DISTINCT FROM 'other'"  # of which the reader says that it is a rest
        ).fetchall()
        assert {figures(str(number)) for row in given for number in row if number} <= printed
    if mutant.must_read:
        found = facts(connection, reading)
        path.write_bytes(before)
        assert found == facts(connection, read(connection, path))
    return True


def test_a_file_that_went_wrong_is_refused_or_read_for_what_is_in_it(
    readable: list[tuple[str, bytes]], tmp_path: Path
) -> None:
    chance = random.Random(20250402)
    read_at_all = 0
    for number in range(MUTANTS):
        name, content = chance.choice(readable)
        mutations = MUTATIONS if is_export(name, content) else FOR_ALL
        mutant = chance.choice(mutations)(content, chance)
        path = tmp_path / name
        with duckdb.connect() as connection:
            try:
                read_at_all += check(connection, path, mutant, content)
            except BaseException as error:
                kept = Path(tmp_path) / f"mutant-{number}"
                kept.write_bytes(mutant.content)
                raise AssertionError(f"{name}, {mutant.how}: {kept}") from error
    assert 0 < read_at_all < MUTANTS


def told(connection: duckdb.DuckDBPyConnection, outcome: Reading | YuebaoError) -> object:
    """All that an outcome says."""
    if isinstance(outcome, YuebaoError):
        return type(outcome), str(outcome)
    found = connection.execute(
        f"SELECT * FROM {outcome.table} WHERE source = ? ORDER BY ALL", [outcome.sha256]
    ).fetchall()
    return outcome.rows, outcome.periods, outcome.remarks, found


def test_a_folder_of_files_that_went_wrong_says_of_each_what_is_said_of_it_alone(
    readable: list[tuple[str, bytes]], tmp_path: Path
) -> None:
    """Beside copies of itself that are whole, and others that are not; of every kind of table."""
    chance = random.Random(20250403)
    exports = [(name, content) for name, content in readable if is_export(name, content)]
    others = [(name, content) for name, content in readable if not is_export(name, content)]
    refused = whole = 0
    for number in range(MUTANTS // 25):
        name, content = chance.choice((exports, others)[number % 2])
        mutations = (MUTATIONS, FOR_ALL)[number % 2]
        mutants = [chance.choice(mutations)(content, chance).content for _ in range(3)]
        folder = tmp_path / str(number)
        folder.mkdir()
        paths = [folder / f"{at}_{name}" for at in range(5)]
        for path, held in zip(paths, [content, *mutants, content + b"\n"], strict=True):
            path.write_bytes(held)
        with duckdb.connect() as connection:
            together = read_sources(connection, paths, find_office(), flow=Flow.EXPORT)
            for path, outcome in zip(paths, together, strict=True):
                (alone,) = read_sources(connection, [path], find_office(), flow=Flow.EXPORT)
                assert told(connection, outcome) == told(connection, alone), path
                refused += isinstance(outcome, YuebaoError)
                whole += isinstance(outcome, Reading)
    assert refused
    assert whole
