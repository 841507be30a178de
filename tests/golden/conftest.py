"""Goldens: what is drawn now is what was drawn when somebody last looked at it.

To draw them anew, look at the difference, and commit it by itself:

    pytest tests/golden --update-goldens
"""

from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write the goldens anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """Compare bytes with the golden of that name, or write it with --update-goldens."""

    def compare(name: str, drawn: bytes) -> None:
        path = HERE / name
        if request.config.getoption("--update-goldens"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(drawn)
        assert path.is_file(), f"no golden {name}: run pytest tests/golden --update-goldens"
        assert drawn.decode() == path.read_text(encoding="utf-8")

    return compare
