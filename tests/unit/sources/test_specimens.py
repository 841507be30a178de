"""Every specimen is read, or refused where its line in tests/specimens/README.md says."""

from pathlib import Path

import pytest
from tests.unit.sources.reader import Reader

from yuebao.domain import SourceError

FOLDER = Path(__file__).resolve().parents[2] / "specimens"


def described() -> dict[str, tuple[str, str]]:
    """What the README says of each file: what it shows, and where it is refused."""
    lines = (FOLDER / "README.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip(" `") for cell in line.split("|")[1:-1]] for line in lines]
    return {row[0]: (row[1], row[2]) for row in cells if len(row) == 3 and "." in row[0]}


SPECIMENS = described()


def test_every_specimen_is_described() -> None:
    files = {f"sources/{path.name}" for path in (FOLDER / "sources").iterdir()}
    assert files == {name for name in SPECIMENS if name.startswith("sources/")}
    assert all(shows for shows, _ in SPECIMENS.values())


@pytest.mark.parametrize("name", [name for name, (_, at) in SPECIMENS.items() if at == "read"])
def test_a_good_specimen(reader: Reader, name: str) -> None:
    months = "2024-01..2024-08" if "cumulative" in name else None
    assert reader.read(FOLDER / name, months=months).rows > 0


@pytest.mark.parametrize(
    ("name", "place"), [(name, at) for name, (_, at) in SPECIMENS.items() if at != "read"]
)
def test_a_broken_specimen(reader: Reader, name: str, place: str) -> None:
    refusal = reader.refuse(FOLDER / name, SourceError)
    file = Path(name).name
    assert refusal.where == (file if place == "the file" else f"{file}, {place}")
    assert refusal.remedy
