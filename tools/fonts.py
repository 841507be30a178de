"""The fonts of the package lent to programs that draw pages, on a machine without Chinese fonts.

Fontconfig reads a file that adds the package's folder to what the machine has. A family that is
asked for and there is taken; one that is not gives its place to what the machine has for it (its
own file is read last, and so stands nearest), else to the serif or the sans serif.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from yuebao.render._fonts import FAMILY, SERIF_FAMILY, font_directory

if TYPE_CHECKING:
    from pathlib import Path

STAND_INS = {
    SERIF_FAMILY: ("宋体", "SimSun", "仿宋", "FangSong", "serif", "Times New Roman", "Cambria"),
    FAMILY: ("黑体", "SimHei", "微软雅黑", "Microsoft YaHei", "sans-serif", "Arial", "Calibri"),
}
"""Families that themes name, by what stands in for them."""

MACHINE = "/etc/fonts/fonts.conf"

_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
{aliases}  <include ignore_missing="yes">{machine}</include>
</fontconfig>
"""
_ALIAS = '  <alias binding="same"><family>{}</family><accept><family>{}</family></accept></alias>\n'


def lend_fonts(folder: Path) -> dict[str, str]:
    """What to add to a program's environment; the file is written into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "fonts.conf"
    config.write_text(
        _CONFIG.format(
            machine=MACHINE,
            fonts=escape(str(font_directory())),
            cache=escape(str(folder / "cache")),
            aliases="".join(
                _ALIAS.format(escape(family), stand_in)
                for stand_in, families in STAND_INS.items()
                for family in families
            ),
        ),
        encoding="utf-8",
    )
    return {"FONTCONFIG_FILE": str(config)}
