"""What a slice states, found among thousands of codes kept as one text."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from yuebao.store._records import Codes

_codes = st.text("0189", min_size=2, max_size=8) | st.sampled_from(
    ["all", "items/锂电池", "items/锂"]
)


@given(st.sets(_codes), st.text("0189", max_size=8) | st.sampled_from(["items/", "items/锂"]))
@example({"85076000"}, "85076000")
@example({"85076000", "85079090"}, "8507")
@example({"85076000"}, "8508")
@example(set(), "85")
@example({"0101", "010190"}, "0101")
def test_codes_below_a_code_are_found(held: set[str], code: str) -> None:
    below = tuple(sorted(one for one in held if one.startswith(code)))
    codes = Codes.of(sorted(held))
    assert codes.below(code) == below
    assert codes.covers(code) == bool(below)
    assert tuple(codes) == tuple(sorted(held))
    assert Codes.from_json(codes.to_json()) == codes
