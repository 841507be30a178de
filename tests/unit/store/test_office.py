"""A store holds the files of one customs office, and says which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.office.zedland import FOLDER, write_files
from tests.unit.report.tiny import exports, load
from tests.unit.store.logs import log_of, unsealed

from yuebao.domain import StoreError, UserError
from yuebao.reference import ENVIRONMENT, find_office
from yuebao.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(FOLDER))


@pytest.mark.usefixtures("_known")
def test_a_store_remembers_its_office(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", office="zedland")
    assert store.office.name == "zedland"
    store.load(write_files(tmp_path / "files"))
    assert Store(tmp_path / "store").office is find_office("zedland")
    assert Store(tmp_path / "store").view().office.name == "zedland"
    assert [record.office for record in store.loads()] == ["zedland"]


@pytest.mark.usefixtures("_known")
def test_a_store_of_another_office_is_refused(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    load(store, [exports("202501", 500)])
    other = Store(tmp_path / "store", office="zedland")
    for attempt in (other.view, lambda: other.load(write_files(tmp_path / "files"))):
        with pytest.raises(StoreError, match="office china, not of zedland"):
            attempt()
    assert len(store.loads()) == 1


@pytest.mark.usefixtures("_known")
def test_an_office_nobody_has_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no customs office"):
        Store(tmp_path / "store", office="atlantis")


def test_an_office_that_is_not_known_here_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(FOLDER))
    Store(tmp_path / "store", office="zedland").load(write_files(tmp_path / "files"))
    monkeypatch.delenv(ENVIRONMENT)
    with pytest.raises(UserError, match=f"no customs office 'zedland'.*{ENVIRONMENT}"):
        Store(tmp_path / "store").view()


def test_a_store_that_says_no_office_is_of_the_one_shipped(tmp_path: Path) -> None:
    """As stores were before there was more than one."""
    store = Store(tmp_path / "store")
    load(store, [exports("202501", 500)])
    unsealed(log_of(tmp_path / "store"), lambda record: record.pop("office"))
    assert Store(tmp_path / "store").office is find_office()
