"""Facts in the shape of real ones, at any size, from a seed.

Who trades what with whom is drawn once: commodities and partners by Zipf's law, a few provinces for
most of it. Each month holds part of these relations, so that months are alike and not the same, and
values follow the season, a trend and chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import Currency, Flow, Month
from yuebao.reference import find_office

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

OFFICE = find_office()
FIRST_MONTH = Month(2016, 1)
MONTHS = 120
GRAIN = "hs8/partner/mode/province"
PRESENCE = 0.6
"""How much of all relations a month holds, on average."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What is made.

    Attributes:
        rows: How many facts in all, about.
        seed: Another one gives other facts of the same kind.
        months: How many months they are spread over.
        first: The first of them.
        plain: Leave out the names with characters beyond GB2312, as the quick way of reading
            them byte by byte needs; a file of all fish has some.
    """

    rows: int
    seed: int = 1
    months: int = MONTHS
    first: Month = FIRST_MONTH
    plain: bool = True

    def calendar(self) -> Iterator[Month]:
        """The months, in order."""
        return (self.first.plus(offset) for offset in range(self.months))

    def rows_a_month(self) -> int:
        """Facts in one month of one flow, about."""
        return max(1, self.rows // (2 * self.months))


# Uniform in [0, 1), from a number and a salt.
_UNIFORM = "(hash({number}, '{salt}', $seed) >> 11)::DOUBLE / 9007199254740992"

_POOL_SQL = f"""
CREATE OR REPLACE TEMP TABLE pool AS
WITH drawn AS (
    SELECT pow($commodities, {_UNIFORM.format(number="i", salt="c")})::INT - 1 AS commodity_rank,
           pow($partners, {_UNIFORM.format(number="i", salt="p")})::INT - 1 AS partner_rank,
           pow($modes, {_UNIFORM.format(number="i", salt="m")})::INT - 1 AS mode_rank,
           pow($provinces, {_UNIFORM.format(number="i", salt="r")})::INT - 1 AS province_rank,
           i
    FROM range($draws) AS t(i)
), relation AS (
    SELECT commodity_rank, partner_rank, mode_rank, province_rank, min(i) AS i
    FROM drawn GROUP BY ALL ORDER BY min(i) LIMIT $relations
)
SELECT c.code AS commodity, p.code AS partner, m.code AS mode, r.code AS province,
       c.unit, c.unit2, hash(c.code, p.code, m.code, r.code, $seed) AS relation,
       exp(8 + 3 * sqrt(-2 * ln(1e-9 + 0.999999 * {_UNIFORM.format(number="i", salt="v")}))
           * cos(6.283185307 * {_UNIFORM.format(number="i", salt="w")})) AS scale,
       exp(6 * {_UNIFORM.format(number="commodity_rank", salt="u")} - 1) AS price
FROM relation
JOIN commodity_list AS c ON c.rank = commodity_rank
JOIN partner_list AS p ON p.rank = partner_rank
JOIN mode_list AS m ON m.rank = mode_rank
JOIN province_list AS r ON r.rank = province_rank
"""

_MONTH_SQL = f"""
SELECT commodity, partner, mode, province, unit, unit2, amount AS value,
       greatest(1, (amount / price)::BIGINT) AS quantity,
       CASE WHEN unit2 IS NOT NULL THEN greatest(1, (amount / price / 3)::BIGINT) END AS quantity2
FROM (
    SELECT *, greatest(1, (scale * $level
        * (0.5 + {_UNIFORM.format(number="relation", salt="{month}")}))::BIGINT) AS amount
    FROM pool
    WHERE {_UNIFORM.format(number="relation", salt="here {month}")} < {PRESENCE}
)
"""


def draw_relations(connection: duckdb.DuckDBPyConnection, shape: Shape, flow: Flow) -> None:
    """Fill the temp table `pool`: who may trade what with whom in a flow."""
    last = shape.first.plus(shape.months - 1)
    commodities = [
        code for code in OFFICE.commodities.codes(last) if not shape.plain or _is_plain(code, last)
    ]
    relations = int(shape.rows_a_month() / PRESENCE)
    _list_codes(connection, "commodity", commodities, shape.seed)
    units = [_units(code, last) for code in commodities]
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE commodity_list AS "
        "SELECT * FROM commodity_list JOIN (SELECT unnest($codes) AS code, "
        "unnest($units::VARCHAR[]) AS unit, unnest($units2::VARCHAR[]) AS unit2) USING (code)",
        {
            "codes": commodities,
            "units": [unit for unit, _ in units],
            "units2": [unit2 for _, unit2 in units],
        },
    )
    alive = [partner.code for partner in OFFICE.partners if not partner.retired]
    _list_codes(connection, "partner", alive, shape.seed)
    _list_codes(connection, "mode", [mode.code for mode in OFFICE.modes], shape.seed)
    _list_codes(connection, "province", [p.code for p in OFFICE.regions], shape.seed)
    connection.execute(
        _POOL_SQL,
        {
            "seed": f"{shape.seed} {flow}",
            "commodities": len(commodities) + 0.5,
            "partners": len(alive) + 0.5,
            "modes": len(OFFICE.modes) + 0.5,
            "provinces": len(OFFICE.regions) + 0.5,
            "draws": int(relations * 1.7) + 100,
            "relations": relations,
        },
    )


def month_sql(month: Month, shape: Shape) -> tuple[str, dict[str, object]]:
    """SQL of a month's facts from `pool`, and what to bind.

    Its columns: commodity, partner, mode, province, unit, unit2, value, quantity, quantity2.
    """
    season = (0.94, 0.78, 0.98, 1.0, 1.02, 1.02, 1.03, 1.03, 1.05, 1.0, 1.06, 1.09)
    years = (month.year - shape.first.year) + month.month / 12
    return _MONTH_SQL.format(month=month), {
        "seed": str(shape.seed),
        "level": season[month.month - 1] * 1.05**years,
    }


def facts_sql(
    month: Month, shape: Shape, flow: Flow, currency: Currency, source: str, released: str
) -> tuple[str, dict[str, object]]:
    """SQL of a month's facts as the store holds them, and what to bind."""
    inner, bound = month_sql(month, shape)
    return (
        f"SELECT '{flow}' AS flow, '{GRAIN}' AS grain, 'all' AS scope, '{currency}' AS currency, "
        "commodity, partner, mode, province, NULL::VARCHAR AS enterprise, NULL::VARCHAR AS bloc, "
        f"'{month}' AS first_month, '{month}' AS last_month, "
        'value, 1::INTEGER AS "precision", quantity, unit, quantity2, unit2, '
        f"NULL::DECIMAL(18, 6) AS growth, '{source}' AS source, "
        "row_number() OVER (ORDER BY commodity, partner, mode, province)::INTEGER AS row, "
        f"DATE '{released}' AS released, NULL::DATE AS superseded FROM ({inner})",
        bound,
    )


def names(connection: duckdb.DuckDBPyConnection, month: Month) -> None:
    """Fill temp tables `<dimension>_name` (code, name) with what a file prints beside codes."""
    held = {
        "commodity": [
            (code, _commodity_name(code, month)) for code in OFFICE.commodities.codes(month)
        ],
        "partner": [(p.code, p.name(OFFICE.language)) for p in OFFICE.partners],
        "mode": [(mode.code, mode.name(OFFICE.language)) for mode in OFFICE.modes],
        "province": [(p.code, p.full) for p in OFFICE.regions],
    }
    for dimension, pairs in held.items():
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {dimension}_name AS SELECT "
            "unnest($codes) AS code, unnest($names) AS name",
            {"codes": [code for code, _ in pairs], "names": [name for _, name in pairs]},
        )


def _list_codes(
    connection: duckdb.DuckDBPyConnection, dimension: str, codes: list[str], seed: int
) -> None:
    """A table of codes in an order of importance that the seed draws."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {dimension}_list AS SELECT code, "
        "row_number() OVER (ORDER BY hash(code, $seed)) - 1 AS rank "
        "FROM (SELECT unnest($codes) AS code)",
        {"codes": codes, "seed": seed},
    )


def _commodity_name(code: str, month: Month) -> str:
    found = OFFICE.commodities.find(code, month)
    return found.name if found else code


def _units(code: str, month: Month) -> tuple[str | None, str | None]:
    found = OFFICE.commodities.find(code, month)
    return (found.unit, found.second_unit) if found else (None, None)


def _is_plain(code: str, month: Month) -> bool:
    return not any(0x80 <= byte < 0xA0 for byte in _commodity_name(code, month).encode("gb18030"))
