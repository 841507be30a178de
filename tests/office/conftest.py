"""The invented office, known by its folder, and a store of its files."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from tests.office.zedland import DEFINITION, FOLDER, MONTH, write_files

from yuebao.domain import Scope
from yuebao.reference import ENVIRONMENT
from yuebao.render import FORMATS, render
from yuebao.report import build_report, load_definition
from yuebao.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yuebao.report import Document

LANGUAGES = ("zh", "en")
FORMS = tuple(known.name for known in FORMATS)


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The office is known, as it is to whoever names its folder in the environment."""
    monkeypatch.setenv(ENVIRONMENT, str(FOLDER))


@contextmanager
def known_meanwhile() -> Iterator[None]:
    """As above, for what all tests of the folder share."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ENVIRONMENT, str(FOLDER))
        yield


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Its files, loaded."""
    folder = tmp_path_factory.mktemp("zedland")
    with known_meanwhile():
        store = Store(folder / "store", office="zedland")
        store.load(write_files(folder / "files"), scope=Scope())
    return store


@pytest.fixture(scope="session")
def documents(store: Store) -> dict[str, Document]:
    """The report, by language."""
    with known_meanwhile():
        definition = load_definition(DEFINITION)
        return {code: build_report(definition, MONTH, store, language=code) for code in LANGUAGES}


@pytest.fixture(scope="session")
def drawn(documents: dict[str, Document]) -> dict[tuple[str, str], bytes]:
    """The report in every language and format."""
    with known_meanwhile():
        return {
            (code, form): render(document, form)
            for code, document in documents.items()
            for form in FORMS
        }
