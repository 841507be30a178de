"""Whatever is released, in parts and in any order, the store knows what plain Python knows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import event, given, settings
from hypothesis import strategies as st
from tests.effort import effort
from tests.unit.store.exports import WHOLE, Row, write_export
from tests.unit.store.oracle import Held, Oracle

from yuebao.domain import ConflictError
from yuebao.store import LoadMode, Store, View

if TYPE_CHECKING:
    from random import Random

keys = st.tuples(
    st.sampled_from(["85076000", "85079090"]),
    st.sampled_from(["2025-01", "2025-02"]),
    st.sampled_from(["110", "133", "502"]),
)
slices = st.dictionaries(keys, st.integers(0, 3), min_size=1, max_size=8)
releases = st.tuples(st.integers(1, 4), slices, st.sampled_from(LoadMode))


def _rows(values: dict[tuple[str, str, str], int]) -> list[Row]:
    return [
        Row(month, value, partner, commodity)
        for (commodity, month, partner), value in sorted(values.items())
    ]


def _held(view: View) -> Held:
    rows = view.query(f"SELECT commodity, last_month, partner, value FROM {view.facts}")
    held = {(commodity, month, partner): value for commodity, month, partner, value in rows}
    assert len(held) == len(rows), "a key is known twice"
    return held


def _check_every_date(store: Store, oracle: Oracle) -> None:
    first = min(record.released for record in store.loads())
    for day in range(first.day, 6):
        as_of = date(2025, 3, day)
        assert _held(store.view(as_of=as_of)) == oracle.known(as_of)
    assert _held(store.view()) == oracle.known(date.max)


@settings(max_examples=effort(8), deadline=None)
@given(st.lists(releases, min_size=2, max_size=5))
def test_knowledge_is_that_of_the_oracle_at_every_date(
    loads: list[tuple[int, dict[tuple[str, str, str], int], LoadMode]],
) -> None:
    oracle = Oracle()
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        for number, (day, values, mode) in enumerate(loads):
            rows, released = _rows(values), date(2025, 3, day)
            path = write_export(Path(folder) / f"出口{number}.csv", rows)
            known = mode is not LoadMode.REPLACE and oracle.knows(rows, released)
            refused = not known and oracle.refuses(rows, released, mode)
            event("known" if known else "refused" if refused else f"loaded ({mode})")
            try:
                result = store.load([path], scope=WHOLE, released=released, mode=mode)
            except ConflictError:
                assert refused
            else:
                assert not refused
                assert not known or result.record is None
                if not known:
                    oracle.load(rows, released, mode)
        _check_every_date(store, oracle)


@settings(max_examples=effort(4), deadline=None)
@given(st.dictionaries(st.integers(1, 4), slices, min_size=2), st.randoms(use_true_random=False))
def test_whole_releases_in_any_order_are_the_same_knowledge(
    contents: dict[int, dict[tuple[str, str, str], int]], random: Random
) -> None:
    """Each told to replace, so that none is refused."""
    oracle = Oracle()
    order = list(contents)
    random.shuffle(order)
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store")
        for day in order:
            path = write_export(Path(folder) / f"出口{day}.csv", _rows(contents[day]))
            store.load([path], scope=WHOLE, released=date(2025, 3, day), mode=LoadMode.REPLACE)
        for day in sorted(contents):
            oracle.load(_rows(contents[day]), date(2025, 3, day), LoadMode.REPLACE)
        _check_every_date(store, oracle)
        assert store.verify().findings == ()
