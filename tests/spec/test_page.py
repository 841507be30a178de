"""The page of the specification is the specification."""

from tests.spec.page import PAGE, draw_page


def test_the_committed_page_is_current() -> None:
    hint = "write it again with: python -m tests.spec"
    assert PAGE.read_text(encoding="utf-8") == draw_page(), hint
