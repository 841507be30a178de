"""The real files and published reports, loaded once, through the command as a user would."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.command import Outcome, yuebao

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Built:
    """A report that the command built, with its annex."""

    stem: Path
    outcome: Outcome

    @cached_property
    def annex(self) -> dict[str, Any]:
        held: dict[str, Any] = json.loads(self.stem.with_name(f"{self.stem.name}.json").read_text())
        return held

    @property
    def markdown(self) -> str:
        return self.stem.with_name(f"{self.stem.name}.md").read_text(encoding="utf-8")

    def cells(self, **wanted: object) -> list[dict[str, Any]]:
        """The cells that are as wanted, in order."""
        return [
            cell
            for cell in self.annex["cells"]
            if all(cell[key] == value for key, value in wanted.items())
        ]

    def cell(self, **wanted: object) -> dict[str, Any]:
        """The one cell that is as wanted."""
        (found,) = self.cells(**wanted)
        return found


class Workshop:
    """Stores and reports in a folder whose name holds Chinese and a space."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._built: dict[tuple[str, ...], Built] = {}

    def load(self, store: str, *arguments: str | Path) -> Outcome:
        done = yuebao("ingest", *arguments, "--store", self.folder / store)
        assert done.status == 0, done.err
        return done

    def built(self, store: str, definition: str, month: str, *options: str) -> Built:
        """A report, or a refusal, from one of the stores; each is built once."""
        key = (store, definition, month, *options)
        if key not in self._built:
            self._built[key] = self.build(*key)
        return self._built[key]

    def build(self, store: str, definition: str, month: str, *options: str) -> Built:
        """A report, built now, into a folder of the store and the options."""
        path = HERE / f"{definition}.toml"
        out = self.folder / " ".join((store, "报告", *options))
        done = yuebao(
            "build", path if path.is_file() else definition, month,
            "--store", self.folder / store, "--out", out, "--format", "md,json", *options,
        )  # fmt: skip
        return Built(out / f"{definition}-{month}", done)


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    folder = tmp_path_factory.mktemp("acceptance") / "海关 月报"
    folder.mkdir()
    return Workshop(folder)


@pytest.fixture(scope="session")
def loaded(workshop: Workshop, shared: Path) -> Callable[[str], Workshop]:
    """Load one of the real data sets, each once a session."""
    data = shared / "data"
    exports = shared / "acceptance" / "exports"
    sinks = sorted((data / "query" / "sanitary-ware").glob("73241000_*.xlsx"))
    beans = data / "query" / "soybeans"
    steps: dict[str, list[list[str | Path]]] = {
        "lithium-2025-02": [[exports / "lithium-2025-02", "--released", "2025-03-20"]],
        "chips-2025-07": [[exports / "chips-2025-07", "--released", "2025-08-20"]],
        "provinces-2025-02": [[exports / "provinces-2025-02", "--released", "2025-03-20"]],
        "bulletins": [[data / "bulletin" / "provinces"]],
        "sinks": [[*sinks, "--flow", "export"]],
        "soybeans": [
            [beans / "2023.csv", beans / "2024in.csv", beans / "2025in.csv", "--flow", "import"],
            [beans / "2024out.csv", beans / "2025out.csv", "--flow", "export"],
        ],
        # As if these partners were all there are: sums need no more.
        "whole-soybeans": [
            [
                beans / "2023.csv",
                beans / "2024in.csv",
                beans / "2025in.csv",
                "--flow",
                "import",
                "--scope",
                "all",
                "--codes",
                "1201",
            ],
        ],
        "lids": [
            [
                *sorted((data / "query" / "sanitary-ware").glob("39221000_*.xlsx")),
                "--flow",
                "export",
            ],
        ],
        "transceivers": [
            [
                data / "query" / "transceivers" / "customs-85177950-2024-monthly-usd.csv",
                "--flow",
                "export",
            ],
        ],
    }
    done: set[str] = set()

    def load(name: str) -> Workshop:
        if name not in done:
            for arguments in steps[name]:
                workshop.load(name, *arguments)
            done.add(name)
        return workshop

    return load
