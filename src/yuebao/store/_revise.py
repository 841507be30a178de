"""What a release changes: facts added, revised and withdrawn, decided key by key.

A fact is valid from its release until the release that superseded it. A load states, for every
cell of its slices (a commodity in a period), which keys hold which values at its release date;
releases may arrive in any order, so a statement holds until the next release known for the cell.

A release that is a part (`--add`) says nothing of the keys it leaves out. Those it holds get facts
of their own even where nothing changed: what arrives later from before it must end there.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from yuebao.domain import (
    FACT_COLUMNS,
    KEY_COLUMNS,
    QUANTITY_COLUMNS,
    SLICE_COLUMNS,
    ConflictError,
)
from yuebao.store._key import KEY_IN_WORDS, key_in_words

if TYPE_CHECKING:
    import duckdb

CELL_COLUMNS = (*SLICE_COLUMNS, "commodity", "first_month", "last_month")
"""What a release states as a whole: the keys of a cell that it leaves out are withdrawn."""

VANISHING_LIMIT = 0.01
"""Above this part of the known keys, a release without them is taken for a part of one."""


class LoadMode(StrEnum):
    """What becomes of known facts that a newer release does not hold."""

    CAREFUL = "careful"
    """They are withdrawn, unless there are so many that the release is probably only a part."""
    ADD = "add"
    """They stay: the files are a part of their release."""
    REPLACE = "replace"
    """They are withdrawn, however many."""


@dataclass(frozen=True, slots=True)
class Changes:
    """How many facts a load adds, revises, withdraws, and finds as they were."""

    added: int
    revised: int
    withdrawn: int
    unchanged: int

    def any(self) -> bool:
        """Whether the stored facts change at all."""
        return bool(self.added or self.revised or self.withdrawn)


def _same(left: str, right: str, columns: tuple[str, ...]) -> str:
    return " AND ".join(f"{left}.{c} IS NOT DISTINCT FROM {right}.{c}" for c in columns)


_COLUMNS = ", ".join(column.name for column in FACT_COLUMNS)
_KEY = _same("i", "v", KEY_COLUMNS)
# A difference within rounding is no difference: two bulletins may print one total in two units.
_PAYLOAD = (
    f"2 * abs(i.value - v.value) <= i.precision + v.precision - 2 "
    f"AND coalesce(i.growth = v.growth, i.growth IS NULL) "
    f"AND {_same('i', 'v', QUANTITY_COLUMNS)}"
)
_CELL = ", ".join(CELL_COLUMNS)
_KEYS = ", ".join(KEY_COLUMNS)

# Facts valid at the release date, in the cells the load states.
_VALID_SQL = f"""
CREATE OR REPLACE TABLE valid AS
SELECT f.*, c.next_release, c.restated, c.partial
FROM {{facts}} AS f JOIN cell AS c USING ({_CELL})
WHERE f.released <= $release::DATE AND (f.superseded IS NULL OR f.superseded > $release::DATE)
"""

# The next release of a key that lies after the load's own.
_LATER_SQL = f"""
CREATE OR REPLACE TABLE later AS
SELECT {_KEYS}, min(f.released) AS released FROM {{facts}} AS f JOIN cell USING ({_CELL})
WHERE f.released > $release::DATE GROUP BY ALL
"""

# What the load does to each key it holds.
_COMPARED_SQL = f"""
CREATE OR REPLACE TABLE compared AS
SELECT i.*, least(c.next_release, l.released) AS superseded,
    CASE
        WHEN v.released IS NULL THEN 'added'
        WHEN NOT ({_PAYLOAD}) THEN 'revised'
        WHEN c.partial AND v.released < $release::DATE THEN 'restated'
        ELSE 'unchanged'
    END AS change
FROM incoming AS i JOIN cell AS c USING ({_CELL})
LEFT JOIN valid AS v ON {_KEY}
LEFT JOIN later AS l ON {_same("i", "l", KEY_COLUMNS)}
"""

_INSERTED_SQL = f"(SELECT {_COLUMNS} FROM compared WHERE change <> 'unchanged')"

# Facts the load ends: those it holds anew, or leaves out where it speaks for the whole cell.
_ENDED_SQL = f"""
CREATE OR REPLACE TABLE ended AS
SELECT v.*, i.source IS NULL AS vanishes
FROM valid AS v LEFT JOIN compared AS i ON {_KEY}
WHERE i.change IN ('revised', 'restated')
   OR (i.source IS NULL AND NOT v.partial AND (NOT v.restated OR $replaces))
"""

# Where this release has spoken for the whole cell, each key still valid is one it held, even if
# the fact is older because nothing had changed.
_CONFLICT_SQL = f"""
SELECT i.source, i.row, i.value, v.value, v.source, count(*) OVER (),
       {", ".join(f"i.{name}" for name in KEY_IN_WORDS)}
FROM incoming AS i JOIN valid AS v ON {_KEY}
WHERE (v.released = $release::DATE OR (v.restated AND NOT v.partial)) AND NOT ({_PAYLOAD})
ORDER BY i.source, i.row LIMIT 1
"""

# What the rewritten months hold: all other facts as they were; ended facts with their end; ended
# facts again from the next release on, where that release had left them as they were; the new.
_REWRITTEN_SQL = f"""
SELECT {_COLUMNS} FROM {{facts}} AS f
WHERE NOT EXISTS (
    SELECT 1 FROM ended AS e WHERE {_same("e", "f", (*KEY_COLUMNS, "released", "superseded"))}
)
UNION ALL BY NAME
SELECT * REPLACE (DATE '{{release}}' AS superseded) FROM (SELECT {_COLUMNS} FROM ended)
UNION ALL BY NAME
SELECT {_COLUMNS} FROM (SELECT * REPLACE (next_release AS released) FROM ended
    WHERE next_release IS NOT NULL AND (superseded IS NULL OR superseded > next_release))
UNION ALL BY NAME
SELECT {_COLUMNS} FROM {_INSERTED_SQL}
"""


def find_changes(
    connection: duckdb.DuckDBPyConnection, facts: str, release: str, mode: LoadMode
) -> Changes:
    """Compare `incoming` and the table `cell` with the stored facts.

    Leaves the tables `compared` and `ended` for `appended_facts` and `rewritten_facts`.

    Args:
        connection: Where the temp tables are.
        facts: SQL that reads the stored facts of the months concerned.
        release: The load's release date, as ISO text.
        mode: What becomes of facts the load does not hold.

    Raises:
        ConflictError: A key has another value in the same release, or too many keys would vanish.
    """
    bound = {"release": release}
    connection.execute(_VALID_SQL.format(facts=facts), bound)
    if mode is not LoadMode.REPLACE:
        _refuse_contradiction(connection, release)
    connection.execute(_LATER_SQL.format(facts=facts), bound)
    connection.execute(_COMPARED_SQL, bound)
    connection.execute(_ENDED_SQL, {"replaces": mode is LoadMode.REPLACE})
    vanishing = _count(connection, "SELECT count(*) FROM ended WHERE vanishes")
    if mode is LoadMode.CAREFUL:
        _refuse_part(connection, vanishing)
    counted = dict(
        connection.execute("SELECT change, count(*) FROM compared GROUP BY change").fetchall()
    )
    return Changes(
        added=counted.get("added", 0),
        revised=counted.get("revised", 0),
        withdrawn=vanishing,
        unchanged=counted.get("unchanged", 0) + counted.get("restated", 0),
    )


def ends_facts(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether any stored fact ends with the load, so that its months are rewritten."""
    return _count(connection, "SELECT count(*) FROM ended") > 0


def count_facts(connection: duckdb.DuckDBPyConnection) -> int:
    """How many facts the load holds."""
    return _count(connection, "SELECT count(*) FROM incoming")


def added_facts() -> str:
    """SQL of the facts to append where no earlier load speaks of any of them."""
    return f"(SELECT {_COLUMNS} FROM (SELECT *, NULL::DATE AS superseded FROM incoming))"


def appended_facts() -> str:
    """SQL of the facts to append where the load ends none."""
    return _INSERTED_SQL


def rewritten_facts(connection: duckdb.DuckDBPyConnection, facts: str, release: str) -> str:
    """SQL of the whole content of the months concerned, as the load leaves it."""
    rewritten = _REWRITTEN_SQL.format(facts=facts, release=release)
    connection.execute(f"CREATE OR REPLACE TABLE rewritten AS {rewritten}")
    return "rewritten"


def _refuse_contradiction(connection: duckdb.DuckDBPyConnection, release: str) -> None:
    for row in connection.execute(_CONFLICT_SQL, {"release": release}).fetchall():
        source, record, value, known, known_source, count, *key = row
        others = "" if count == 1 else f", and {count - 1:,} more keys differ"
        raise ConflictError(
            f"record {record} gives one key ({key_in_words(key)}) the value {value:,}, but "
            f"file {known_source[:12]}… of the same release gives it {known:,}{others}",
            where=f"file {source[:12]}…",
            remedy="If this file corrects the other, say --replace; if it came out later, "
            "give its own --released date.",
        )


def _refuse_part(connection: duckdb.DuckDBPyConnection, vanishing: int) -> None:
    known = _count(connection, "SELECT count(*) FROM valid")
    if vanishing > known * VANISHING_LIMIT:
        raise ConflictError(
            f"{vanishing:,} of the {known:,} facts known for these commodities and months are "
            "not in this release, so it is probably only a part of one",
            remedy="Say --add if it is a part, or --replace if those facts are really withdrawn.",
        )


def _count(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(connection.execute(sql).fetchall()[0][0])
