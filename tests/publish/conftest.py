"""A store as a front end finds it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cli.command import write
from tests.listener import Listener

from yuebao import Scope, Store

HEADS = "数据年月,商品编码,贸易伙伴编码,注册地编码,美元\n"


def rows(*months: str, times: int = 1) -> str:
    """Lithium-ion batteries to three partners from two provinces."""
    return HEADS + "".join(
        f"{month},85076000,{partner},{province},{times * int(partner) * 1_000_000}\n"
        for month in months
        for partner in ("116", "304", "502")
        for province in (31, 44)
    )


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Exports and imports of two Februaries; January is not there."""
    folder = tmp_path_factory.mktemp("publish")
    for name, times in (("出口.csv", 9), ("进口.csv", 2)):
        write(folder / "files", name, rows("202402", "202502", times=times))
    opened = Store(folder / "store")
    opened.load([folder / "files"], scope=Scope(), released=date(2025, 3, 20), codes=["8507"])
    return opened


@pytest.fixture
def listener() -> Listener:
    """Who hears all that is told."""
    return Listener()
