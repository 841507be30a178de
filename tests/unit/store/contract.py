"""What a view promises, whatever engine it asks: each promise kept once in a way to be compared.

Held of every engine here: `test_engine.py` asks those of this process, `tests/spark` a cluster.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.unit.report.tiny import (
    GUANGDONG,
    USA,
    define,
    exports,
    imports,
    load,
    new_store,
    sections,
)

from yuebao.domain import QUANTITY_COLUMNS, Dimension, Flow, Month, Scope
from yuebao.indicators import find_status
from yuebao.report.plan import plan_report
from yuebao.store import (
    Correction,
    DuckDB,
    Rates,
    Store,
    convert_view,
    correct_view,
    export_facts,
    find_cuts,
    find_revisions,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from yuebao.store import Engine, Revision, View

JANUARY, FEBRUARY = Month(2025, 1), Month(2025, 2)
REVISED = date(2026, 2, 20)
FIRST = date(2026, 1, 20)


def fill(folder: Path) -> Store:
    """A store of both currencies, a cautioned load and a revision of it."""
    facts = [
        make(f"{year}-{month:02}", (10**8 + at) * year + month, quantity=month)
        for at, make in enumerate((exports, imports))
        for year in (2024, 2025)
        for month in (1, 2)
    ]
    store = new_store(folder)
    load(store, facts, notice={"zh": "小心", "en": "careful"})
    load(store, [exports("2025-02", 7 * 10**9, quantity=3)], released=REVISED)
    yuan = [exports("2025-02", 10**9 + 7), imports("2025-02", 123_456_789)]
    load(store, yuan, currency="人民币", released=REVISED)
    return store


def rows(view: View, where: str = "true", columns: str = "*") -> list[tuple[Any, ...]]:
    """The facts of a view, in an order of their own."""
    found = view.query(f"SELECT {columns} FROM {view.facts} WHERE {where}")
    return sorted(found, key=repr)


def _narrowed(view: View, folder: Path) -> object:
    narrowed = view.narrowed(("8507",), JANUARY, FEBRUARY, without=("unit2", "quantity2"))
    twice = narrowed.narrowed(("85076000",), FEBRUARY, FEBRUARY, without=("unit2", "quantity2"))
    columns = "flow, currency, last_month, value, source"
    held = rows(narrowed, columns=columns), rows(twice, columns=columns)
    twice.release()
    narrowed.release()
    since = dict.fromkeys(QUANTITY_COLUMNS, FEBRUARY)
    late = view.narrowed(("8507",), JANUARY, FEBRUARY, since=since)
    held_late = rows(late, columns="flow, currency, last_month, value, quantity, unit, source")
    late.release()
    return held, held_late, rows(view)


def _of_months(view: View, folder: Path) -> object:
    facts = view.facts_of([FEBRUARY])
    return sorted(view.query(f"SELECT * FROM {facts} WHERE last_month = '{FEBRUARY}'"), key=repr)


def _bound(view: View, folder: Path) -> object:
    sql = f"SELECT count(*), min(value) FROM {view.facts} WHERE flow = $flow AND value > $least"
    return view.query(sql, {"flow": "import", "least": 10**9})


def _converted(view: View, folder: Path) -> object:
    dollars = _in_dollars(view)
    return rows(dollars), dollars.slices, dollars.coverage(("85076000",), Flow.EXPORT)


def _in_dollars(view: View) -> View:
    return convert_view(view, Rates({FEBRUARY: Decimal("7.1799")}, "人民银行"))


def _corrected(view: View, folder: Path) -> object:
    corrected = correct_view(view, [_correction()])
    narrowed = corrected.narrowed(("8507",), FEBRUARY, FEBRUARY)
    held = rows(corrected), rows(narrowed)
    narrowed.release()
    return held


def _correction() -> Correction:
    key = {"commodity": "85076000", "flow": "import", "currency": "USD"}
    return Correction(key, FEBRUARY, "value", 2025 * (10**8 + 1) + 2, 5 * 10**9, "误", "海关")


def _exported(view: View, folder: Path) -> object:
    narrowed = view.narrowed(("8507",), FEBRUARY, FEBRUARY)
    views = {
        "all": view,
        "narrowed": narrowed,
        "dollars": _in_dollars(view),
        "corrected": correct_view(view, [_correction()]),
        "first": view.as_first_published(),
    }
    found = {}
    for name, one in views.items():
        out = folder / f"{name}.csv"
        found[name] = export_facts(one, out, flow=Flow.EXPORT), out.read_bytes()
    narrowed.release()
    return found


def _planned(view: View, folder: Path) -> object:
    definition = define(folder, sections("overview", "partners", "provinces"))
    return plan_report(view, definition, Month(2025, 3))


def _of_part(view: View, folder: Path) -> object:
    part = view.of_part({Dimension.PROVINCE: [GUANGDONG]})
    scopes = [Scope(), Scope(Dimension.PROVINCE, (GUANGDONG,)), Scope(Dimension.PARTNER, (USA,))]
    whole = [one.is_whole(scope) for one in (view, part) for scope in scopes]
    return rows(part), part.coverage(("85076000",), Flow.EXPORT), whole


PROMISES: dict[str, Callable[[View, Path], object]] = {
    "records": lambda view, _: (view.records, view.slices, view.version, view.as_of),
    "facts": lambda view, _: rows(view),
    "facts of months": _of_months,
    "bound values": _bound,
    "narrowed": _narrowed,
    "with facts": lambda view, _: rows(
        view.with_facts(f"(SELECT * FROM {view.facts} WHERE flow = 'export')"), "value > 0"
    ),
    "first published": lambda view, _: rows(view.as_first_published()),
    "ever known": lambda view, _: view.query(
        f"SELECT last_month, released, superseded, sum(value) FROM {view.ever_known([FEBRUARY])} "
        "WHERE last_month = '2025-02' GROUP BY ALL ORDER BY ALL"
    ),
    "known by a day": lambda view, _: [rows(view.known_by(day)) for day in (FIRST, REVISED)],
    "coverage": lambda view, _: (
        view.coverage(("85076000",), Flow.EXPORT), view.coverage(("8507",), Flow.IMPORT),
    ),
    "asked of another engine": lambda view, _: rows(view.asking(DuckDB())),
    "notices": lambda view, _: view.notices(frozenset(view.source_names())),
    "columns left out": lambda view, _: view.left_out(frozenset(view.source_names())),
    "files whose sums fail": lambda view, _: view.uneven(frozenset(view.source_names())),
    "of a part of trade": _of_part,
    "codes by edition": lambda view, _: rows(
        view.by_editions({2017: ("85065000",), 2022: ("85076000",)})
    ),
    "source names": lambda view, _: view.source_names(),
    "cuts": lambda view, _: find_cuts(view),
    "converted": _converted,
    "parts": lambda view, _: view.taking_parts().coverage(("85",), Flow.EXPORT),
    "corrected": _corrected,
    "exported": _exported,
    "status": lambda view, _: find_status(view),
    "status of a part": lambda view, _: find_status(view, ("8507",), [FEBRUARY]),
    "planned": _planned,
}  # fmt: skip


def keep_promise(
    name: str, store: Store, folder: Path, engine: Engine | str | None = None
) -> list[object]:
    """What a promise gives: of all that is known, and of what was on the day of first release."""
    views = (store.view(as_of=day, engine=engine) for day in (None, FIRST))
    return [PROMISES[name](view, folder) for view in views]


def revisions(
    store: Store, engine: Engine | str | None = None
) -> tuple[tuple[Revision, ...], tuple[Revision, ...]]:
    """What was revised between the two releases, in all and below a heading."""
    now, before = (store.view(as_of=day, engine=engine) for day in (None, FIRST))
    return find_revisions(before, now), find_revisions(before, now, ("8507",))
