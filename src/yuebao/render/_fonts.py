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
from threading import Lock

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
def register_font() -> None:
    """Let SVG be turned into pixels with the font; the second call does nothing."""
    import vl_convert

    vl_convert.register_font_directory(str(font_directory()))


def subset_woff(text: str) -> bytes:
    """The sans serif cut down to the characters of a text, as WOFF.

    The same characters give the same bytes, in whatever order and number they come, and whatever
    was cut before. Characters the font lacks are left out. A page of 460 different ones takes
    75 kB and 0.2 s; a third of that where many pages before it had its characters.
    """
    return _subset_woff("".join(sorted(set(text))))


@lru_cache(maxsize=16)
def _subset_woff(characters: str) -> bytes:
    return _cut(_SMALLER.font_for(characters), characters, "woff")


class _Smaller:
    """The font with just the characters of the texts before: smaller, and so sooner cut.

    It is made where a text has nothing that none had before, and made anew as more are known.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._seen: frozenset[str] = frozenset()
        self._held: frozenset[str] = frozenset()
        self._font = b""

    def font_for(self, characters: str) -> Path | BytesIO:
        """A font to cut these characters from."""
        asked = frozenset(characters)
        with self._lock:
            if not asked <= self._seen:
                self._seen |= asked
                return font_file()
            if not asked <= self._held:
                self._font = _cut(font_file(), "".join(sorted(self._seen)), None)
                self._held = self._seen
            return BytesIO(self._font)


_SMALLER = _Smaller()


def _cut(source: Path | BytesIO, characters: str, flavor: str | None) -> bytes:
    """A font cut down to characters; cut twice it has the same bytes as cut once."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    whole = isinstance(source, Path)
    options = Options(
        # Half-width punctuation where a browser compresses it; narrow quotation marks in English.
        layout_features=["halt", "pwid"],
        hinting=not whole,  # what was cut before has neither hints nor subroutines
        desubroutinize=whole,
        recalc_bounds=False,
        name_IDs=_LICENCE_FIELDS,
        notdef_outline=True,
        drop_tables=["BASE", "DSIG", "VORG", "vhea", "vmtx"],  # for vertical text
    )
    file = BytesIO()
    # Nothing is dated or measured anew: the time of cutting must not show, and measuring is slow.
    with TTFont(source, lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
        cutter = Subsetter(options)
        cutter.populate(text=characters)
        cutter.subset(font)
        font.flavor = flavor
        font.save(file, reorderTables=False)
    return file.getvalue()
