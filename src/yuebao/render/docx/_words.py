"""What a Word file says and how it is set, per language: what stands around the report."""

from __future__ import annotations

from dataclasses import dataclass

from yuebao.render._words import words_of


@dataclass(frozen=True, slots=True)
class Setting:
    """How one language is set.

    Attributes:
        lang: The language as its tag.
        body_size: The size of running text, in half points.
        body_indent: The attributes of a paragraph's first line.
        body_spacing: The attributes of lines and of the room between paragraphs.
        body_align: How running text is aligned.
        head_bold: Whether heads are bold, `0` or `1`: 黑体 is heavy already.
        brackets: How one text stands in brackets after another.
    """

    lang: str
    body_size: int
    body_indent: str
    body_spacing: str
    body_align: str
    head_bold: str
    brackets: str


_SETTINGS = {
    "zh": Setting(
        lang="zh-CN",
        body_size=28,
        body_indent='w:firstLineChars="200" w:firstLine="560"',
        body_spacing='w:before="0" w:after="0" w:line="500" w:lineRule="exact"',
        body_align="both",
        head_bold="0",
        brackets="{}（{}）",
    ),
    "en": Setting(
        lang="en-US",
        body_size=23,
        body_indent='w:firstLine="0"',
        body_spacing='w:before="0" w:after="140" w:line="300" w:lineRule="auto"',
        body_align="left",
        head_bold="1",
        brackets="{} ({})",
    ),
}

_LISTS = {
    "zh": {"tables": "表目录", "figures": "图目录"},
    "en": {"tables": "Tables", "figures": "Figures"},
}

FONT_NAMES = {
    "宋体": "SimSun",
    "仿宋": "FangSong",
    "仿宋_GB2312": "FangSong_GB2312",
    "黑体": "SimHei",
    "楷体": "KaiTi",
    "微软雅黑": "Microsoft YaHei",
    "等线": "DengXian",
    "华文中宋": "STZhongsong",
    "华文仿宋": "STFangsong",
}
"""Chinese names of fonts, and those by which systems that are not Chinese know them."""


def setting_of(language: str) -> Setting:
    """How that language is set; as English where nothing is known of it."""
    return _SETTINGS.get(language, _SETTINGS["en"])


def contents_words(language: str) -> dict[str, str]:
    """The heads of the lists before the report: `contents`, `tables`, `figures`."""
    own = _LISTS.get(language, _LISTS["en"])
    return {"contents": words_of(language)["contents"], **own}
