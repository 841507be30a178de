"""What libraries write to the process's stderr is heard again once they are done."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from yuebao.domain.process import hushed

if TYPE_CHECKING:
    import pytest


def test_nothing_is_heard_meanwhile_and_all_after(capfd: pytest.CaptureFixture[str]) -> None:
    with hushed():
        os.write(2, b"one")
        with hushed():
            os.write(2, b"two")
        os.write(2, b"three")
    os.write(2, b"four")
    with suppress(ZeroDivisionError), hushed():
        os.write(2, bytes([1 // 0]))
    os.write(2, b"five")
    assert capfd.readouterr().err == "fourfive"
