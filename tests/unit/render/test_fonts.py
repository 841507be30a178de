"""The font that comes with the package, and Chinese drawn where the machine has none."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont

from yuebao.render import _fonts

if TYPE_CHECKING:
    from pathlib import Path

EMPTY_FONTCONFIG = '<?xml version="1.0"?><fontconfig><cachedir>{}</cachedir></fontconfig>'


def _hanzi(encoding: str, leads: range) -> set[str]:
    """The Chinese characters of a two-byte encoding."""
    pairs = (bytes((lead, trail)) for lead in leads for trail in range(0x40, 0xFF))
    return {c for pair in pairs for c in pair.decode(encoding, "ignore") if c >= "\u4e00"}


@pytest.mark.parametrize("path", [_fonts.font_file(), _fonts.serif_font_file()])
def test_the_font_has_every_character_customs_may_print(path: Path) -> None:
    with TTFont(path, lazy=True) as font:
        has = set(map(chr, font.getBestCmap()))
    assert len(_hanzi("gb2312", range(0xB0, 0xF8))) == 6763
    assert _hanzi("gb2312", range(0xB0, 0xF8)) <= has
    assert {c for c in _hanzi("gbk", range(0x81, 0xFF)) if c <= "\u9fff"} <= has
    assert set("镕㐀①“”‘’—…％，。；：（）《》△℃㎡×－＋") <= has


def test_the_files_call_themselves_what_we_call_them() -> None:
    pairs = (
        (_fonts.font_file(), _fonts.FAMILY),
        (_fonts.serif_font_file(), _fonts.SERIF_FAMILY),
    )
    for path, family in pairs:
        with TTFont(path, lazy=True) as font:
            assert font["name"].getDebugName(1) == family


def test_a_subset_holds_the_text_and_little_else() -> None:
    with TTFont(BytesIO(_fonts.subset_woff("贸易月报 12.5%㐀"))) as font:
        assert set(map(chr, font.getBestCmap())) == set("贸易月报 12.5%㐀")
        assert font["maxp"].numGlyphs < 30


def test_quotation_marks_can_be_as_narrow_as_letters() -> None:
    with TTFont(BytesIO(_fonts.subset_woff("“a”"))) as font:
        features = {one.FeatureTag for one in font["GSUB"].table.FeatureList.FeatureRecord}
        assert "pwid" in features


def test_the_same_characters_give_the_same_bytes() -> None:
    first = _fonts.subset_woff("出口进口")
    _fonts._subset_woff.cache_clear()
    assert _fonts.subset_woff("口进出口口") == first
    assert _fonts.subset_woff("出口") != first


def test_what_was_cut_before_does_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ("月报：出口 12.5%", "进口（℃）①", "出口：进口 ①5", "月进％", "出报℃\U000f1234")
    cut_once = [_fonts._cut(_fonts.font_file(), "".join(sorted(set(one))), "woff") for one in texts]
    sources: list[object] = []
    cut = _fonts._cut

    def noting(source: Path | BytesIO, characters: str, flavor: str | None) -> bytes:
        sources.append(type(source))
        return cut(source, characters, flavor)

    monkeypatch.setattr(_fonts, "_cut", noting)
    monkeypatch.setattr(_fonts, "_SMALLER", _fonts._Smaller())
    _fonts._subset_woff.cache_clear()
    assert [_fonts.subset_woff(one) for one in texts] == cut_once
    # Two new texts, one of what they have, two new ones again.
    assert [one is BytesIO for one in sources] == [False, False, False, True, False, False]


def test_characters_the_font_lacks_are_left_out() -> None:
    with TTFont(BytesIO(_fonts.subset_woff("月\U0001f600\n"))) as font:
        assert set(map(chr, font.getBestCmap())) <= {"月", "\n"}


DRAW = """
import sys, hashlib, vl_convert
from yuebao.render._fonts import FAMILY, register_font
if sys.argv[1] == "ours":
    register_font()
for text in sys.argv[2:]:
    spec = {"mark": {"type": "text", "fontSize": 40, "font": FAMILY}, "width": 60, "height": 60,
            "data": {"values": [{}]}, "encoding": {"text": {"value": text}}}
    print(hashlib.sha256(vl_convert.vegalite_to_png(spec, scale=1)).hexdigest())
"""


def _drawn(where: str, folder: Path) -> list[str]:
    """Hashes of 镕, 㐀 and two characters no font has, drawn on a machine without fonts."""
    texts = ("镕", "㐀", "\U000f1234", "\U000f1235")
    return _run_without_fonts(folder, DRAW, where, *texts).split()


def _run_without_fonts(folder: Path, script: str, *arguments: str) -> str:
    """What a script prints on a machine without fonts."""
    config = folder / "fonts.conf"
    config.write_text(EMPTY_FONTCONFIG.format(folder / "cache"))
    command = [sys.executable, "-W", "error", "-c", script, *arguments]
    environment = os.environ | {"FONTCONFIG_FILE": str(config), "HOME": str(folder)}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return done.stdout


def test_a_machine_without_fonts_draws_chinese(tmp_path: Path) -> None:
    first, second, tofu, other_tofu = _drawn("ours", tmp_path)
    assert tofu == other_tofu
    assert len({first, second, tofu}) == 3


def test_without_our_font_such_a_machine_cannot_tell_them_apart(tmp_path: Path) -> None:
    assert len(set(_drawn("none", tmp_path)[:2])) == 1


SAME = """
import json, sys, vl_convert
from tests.unit.render.chart_sample import add_up, ranking, stack, trend
from yuebao.render._fonts import register_font
from yuebao.render.charts import chart_spec
from yuebao.render.charts._style import VEGA_LITE

charts = (ranking(), trend(), stack(12, 3), add_up())
def draw():
    specs = (json.dumps(chart_spec(chart)) for chart in charts)
    return [vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE) for spec in specs]
without = draw()
register_font()
assert draw() == without
"""


def test_charts_heed_no_font(tmp_path: Path) -> None:
    _run_without_fonts(tmp_path, SAME)
