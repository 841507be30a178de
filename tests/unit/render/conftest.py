"""The sample as a workbook, for tests that look at one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.render.sample import sample_document
from tests.unit.render.workbook import Parts

from yuebao.render.xlsx import render_xlsx

if TYPE_CHECKING:
    from yuebao.report import Document


@pytest.fixture(scope="module")
def document() -> Document:
    return sample_document()


@pytest.fixture(scope="module")
def drawn(document: Document) -> bytes:
    return render_xlsx(document)


@pytest.fixture(scope="module")
def parts(drawn: bytes) -> Parts:
    return Parts(drawn)
