"""The packaged files are what the build script makes of the published lists."""

from __future__ import annotations

import gzip
import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "src" / "yuebao" / "reference" / "offices" / "china"
SCRIPT = ROOT / "tools" / "build_reference.py"


def content(file: Path) -> bytes:
    """What a file says; how it is compressed depends on the zlib at hand."""
    raw = file.read_bytes()
    return gzip.decompress(raw) if file.suffix == ".gz" else raw


def test_rebuilding_from_the_published_lists_changes_nothing(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = runpy.run_path(str(SCRIPT))
    for name in ("build_partners", "build_regions", "build_modes", "build_commodities"):
        monkeypatch.setitem(script[name].__globals__, "DATA", tmp_path)
        script[name](shared / "data" / "codes")
    built = sorted(file.name for file in tmp_path.iterdir())
    assert built == [
        "commodities.tsv.gz", "modes.tsv", "partners.tsv", "regions.tsv", "units.tsv",
    ]  # fmt: skip
    for name in built:
        assert content(tmp_path / name) == content(DATA / name), name


def test_a_correction_whose_text_is_gone_stops_the_build() -> None:
    script = runpy.run_path(str(SCRIPT))
    correction = script["Correction"]("102", "english", "Bahrian", "Bahrain")
    entry = {"english": "Bahrian"}
    script["correct"](entry, correction)
    assert entry == {"english": "Bahrain"}
    with pytest.raises(script["BuildError"], match="the list now has 'Bahrain'"):
        script["correct"](entry, correction)


@pytest.mark.parametrize(
    ("written", "chinese", "years"),
    [
        ("格鲁吉亚(2023年起)", "格鲁吉亚", {"first_year": "2023"}),
        ("关岛（2023年起增列）", "关岛", {"first_year": "2023"}),
        (
            "福克兰群岛（马尔维纳斯）（2023年以后）",
            "福克兰群岛（马尔维纳斯）",
            {"first_year": "2023"},
        ),
        ("萨巴（2023年起停用）", "萨巴", {"retired": "yes", "last_year": "2022"}),
        ("塞尔维亚和黑山（停用）", "塞尔维亚和黑山", {"retired": "yes", "last_year": ""}),
        ("塞卜泰(休达)", "塞卜泰（休达）", {}),
    ],
)
def test_years_behind_a_name_become_columns(
    written: str, chinese: str, years: dict[str, str]
) -> None:
    split = runpy.run_path(str(SCRIPT))["split_years"]
    assert split(written) == {"zh": chinese, **years}


def test_every_correction_changes_something_and_says_why() -> None:
    for file in ("partners.tsv", "modes.tsv", "commodities.tsv"):
        lines = (ROOT / "tools" / "reference" / file).read_text(encoding="utf-8").splitlines()[1:]
        for line in lines:
            _, _, found, corrected, why = line.split("\t")
            assert found != corrected, line
            assert re.search(r"\w", why), line
