"""A query in parts: none longer than a file, all of them the whole, in the fewest files."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import product
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from yuebao.report.splitting import split_query

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yuebao.report.splitting import QueryPart, Ways, Within

    Rows = Mapping[tuple[str, ...], int]
    """How many rows a month and a code of each dimension have."""

AXES = ("province", "partner", "mode")
CODES = "ABCDEF"
MONTHS = ("2024-01", "2024-02")


keys = st.tuples(st.sampled_from(MONTHS), *(st.sampled_from(CODES) for _ in AXES))
one_each = st.sets(keys, max_size=120).map(lambda held: dict.fromkeys(held, 1))
several = st.dictionaries(keys, st.integers(1, 9), max_size=60)


def in_part(key: tuple[str, ...], within: Within) -> bool:
    return all(one.first <= key[AXES.index(one.by) + 1] <= one.last for one in within)


def ways_of(rows: Rows, within: Within) -> Ways:
    """By plain Python what a store is asked for."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for at, by in enumerate(AXES, start=1):
        months: dict[str, Counter[str]] = defaultdict(Counter)
        for key, count in rows.items():
            if in_part(key, within):
                months[key[at]][key[0]] += count
        limits = [one for one in within if one.by == by]
        listed = [code for code in CODES if all(one.first <= code <= one.last for one in limits)]
        if len(months) > 1:
            found[by] = {code: dict(months[code]) for code in listed}
    return found


def longest(rows: Rows, within: Within = ()) -> int:
    counts: Counter[str] = Counter()
    for key, count in rows.items():
        if in_part(key, within):
            counts[key[0]] += count
    return max(counts.values(), default=0)


def split(rows: Rows, cap: int) -> tuple[QueryPart, ...]:
    return split_query(lambda within: ways_of(rows, within), longest(rows), cap)


def one_after_the_other(rows: Rows, cap: int, axes: Sequence[str], within: Rows) -> int:
    """How many files somebody makes who goes by one dimension, then by the next."""
    if not axes or longest(within) <= cap:
        return 1
    files, held = 0, 0
    at = AXES.index(axes[0]) + 1
    for code in CODES:
        inside = {key: count for key, count in within.items() if key[at] == code}
        size = sum(inside.values())
        if not size:
            continue
        if longest(inside) > cap:
            files, held = files + one_after_the_other(rows, cap, axes[1:], inside), 0
        elif not held or held + size > cap:
            files, held = files + 1, size
        else:
            held += size
    return files


@settings(deadline=None)
@given(rows=st.one_of(one_each, several), cap=st.integers(1, 30))
def test_every_part_fits_or_has_nothing_left_to_be_split_by(rows: Rows, cap: int) -> None:
    for part in split(rows, cap):
        assert part.rows == longest(rows, part.ranges)
        alone = max((count for key, count in rows.items() if in_part(key, part.ranges)), default=0)
        assert part.rows <= cap or alone > cap


@settings(deadline=None)
@given(rows=st.one_of(one_each, several), cap=st.integers(1, 30))
def test_the_parts_are_the_whole_and_nothing_twice(rows: Rows, cap: int) -> None:
    parts = split(rows, cap)
    for key in product(MONTHS, *(CODES for _ in AXES)):  # those too that have no rows yet
        assert sum(in_part(key, part.ranges) for part in parts) == 1


@settings(deadline=None)
@given(rows=one_each, cap=st.integers(1, 30))
def test_no_order_of_dimensions_needs_fewer_files(rows: Rows, cap: int) -> None:
    simple = min(
        one_after_the_other(rows, cap, axes, rows)
        for axes in (AXES, ("partner", "province", "mode"), ("mode", "partner", "province"))
    )
    assert len(split(rows, cap)) <= max(1, simple)


@settings(deadline=None)
@given(sizes=st.lists(st.integers(0, 30), min_size=1, max_size=6), cap=st.integers(5, 30))
def test_ranges_of_one_dimension_are_as_few_as_can_be(sizes: list[int], cap: int) -> None:
    rows: Rows = {
        (MONTHS[0], code, "A", "A"): size for code, size in zip(CODES, sizes, strict=False) if size
    }
    fewest = [0]
    for end in range(1, len(sizes) + 1):
        fewest.append(
            1 + min(fewest[first] for first in range(end)
                    if sum(sizes[first:end]) <= cap or sum(map(bool, sizes[first:end])) == 1)
        )  # fmt: skip
    assert len(split(rows, cap)) <= max(1, fewest[-1])
