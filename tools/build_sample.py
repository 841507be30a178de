"""Rebuild the packaged sample from a folder of customs files, one subfolder a report.

    python tools/build_sample.py FOLDER

The archive is the same bytes for the same files: members are sorted and carry no time or owner.
"""

from __future__ import annotations

import io
import lzma
import sys
import tarfile
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "yuebao" / "publish" / "sample" / "exports.tar.xz"


def build_sample(folder: Path, target: Path) -> int:
    """Pack the files of a folder; gives how many."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in files:
            member = tarfile.TarInfo(path.relative_to(folder).as_posix())
            member.size = path.stat().st_size
            with path.open("rb") as content:
                archive.addfile(member, content)
    target.write_bytes(lzma.compress(packed.getvalue(), preset=9 | lzma.PRESET_EXTREME))
    return len(files)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    count = build_sample(Path(sys.argv[1]), TARGET)
    sys.stdout.write(f"packed {count} files into {TARGET.name} ({TARGET.stat().st_size:,} bytes)\n")
