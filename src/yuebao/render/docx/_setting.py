"""How a Word file is set, by the kind of script, and what fonts are called elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yuebao.report.model import DocumentWords


@dataclass(frozen=True, slots=True)
class Typesetting:
    """How running text and heads are set.

    Attributes:
        body_size: The size of running text, in half points.
        body_indent: The attributes of a paragraph's first line.
        body_spacing: The attributes of lines and of the room between paragraphs.
        body_align: How running text is aligned.
        head_bold: Whether heads are bold, `0` or `1`: 黑体 is heavy already.
        line: From a line of running text to the next, in points; exact, whatever the font, so that
            pages end where they are reckoned to.
        after: The room below a paragraph, in points.
        indent: Of the first line, in letters.
    """

    body_size: int
    body_indent: str
    body_spacing: str
    body_align: str
    head_bold: str
    line: float
    after: float
    indent: int


_EAST_ASIAN = Typesetting(
    body_size=28,
    body_indent='w:firstLineChars="200" w:firstLine="560"',
    body_spacing='w:before="0" w:after="0" w:line="500" w:lineRule="exact"',
    body_align="both",
    head_bold="0",
    line=25.0,
    after=0.0,
    indent=2,
)
_OTHER = Typesetting(
    body_size=23,
    body_indent='w:firstLine="0"',
    body_spacing='w:before="0" w:after="140" w:line="330" w:lineRule="exact"',
    body_align="left",
    head_bold="1",
    line=16.5,
    after=7.0,
    indent=0,
)

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


def setting_of(words: DocumentWords) -> Typesetting:
    """How a document in a language is set."""
    return _EAST_ASIAN if words.east_asian else _OTHER
