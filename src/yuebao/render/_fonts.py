"""The Chinese font that comes with the package, so that no machine needs one of its own.

Noto Sans SC and Noto Serif SC (SIL Open Font License) are files of the package
`pylopdf-fonts-zh-cn`; docs/decisions/0002-chinese-font.md says why that one. Both are in one
weight: what stands out is set in the sans serif among serif text, as Chinese typography does.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

FAMILY = "Noto Sans SC"
"""What `font_file` calls itself."""
SERIF_FAMILY = "Noto Serif SC"
"""What `serif_font_file` calls itself."""

EMBEDDED_FAMILY = "Yuebao Sans"
"""What a page calls the part of the sans serif it carries."""

# Name, copyright and licence: what the licence asks to be kept in every copy.
_LICENCE_FIELDS = [0, 1, 2, 13, 14]

_PACKAGE = "pylopdf_fonts_zh_cn"


def font_file() -> Path:
    """The sans serif: an OpenType file that holds all of GBK and its extension A."""
    return font_directory() / "NotoSansSC-Regular.otf"


def serif_font_file() -> Path:
    """The serif, with the same characters."""
    return font_directory() / "NotoSerifSC-Regular.otf"


def font_directory() -> Path:
    """The folder both files lie in."""
    found = find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(
            f"the package {_PACKAGE} with the Chinese font is not installed", name=_PACKAGE
        )
    return Path(found.origin).parent


@cache
def register_chart_font() -> None:
    """Let charts be drawn with the font; the second call does nothing."""
    import vl_convert

    vl_convert.register_font_directory(str(font_directory()))


def subset_woff(text: str) -> bytes:
    """The sans serif cut down to the characters of a text, as WOFF.

    The same characters give the same bytes, in whatever order and number they come. Characters
    the font lacks are left out. A page of 460 different ones takes 75 kB and 0.2 s.
    """
    return _subset_woff("".join(sorted(set(text))))


@lru_cache(maxsize=16)
def _subset_woff(characters: str) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(
        layout_features=["halt"],  # half-width punctuation, where a browser compresses it
        hinting=False,
        desubroutinize=True,
        recalc_bounds=False,
        name_IDs=_LICENCE_FIELDS,
        notdef_outline=True,
        drop_tables=["BASE", "DSIG", "VORG", "vhea", "vmtx"],  # for vertical text
    )
    file = BytesIO()
    # Nothing is dated or measured anew: the time of cutting must not show, and measuring is slow.
    with TTFont(font_file(), lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
        cutter = Subsetter(options)
        cutter.populate(text=characters)
        cutter.subset(font)
        font.flavor = "woff"
        font.save(file, reorderTables=False)
    return file.getvalue()
