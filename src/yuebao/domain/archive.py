"""What reading a spoiled zip archive raises: it depends on which of its bytes are wrong."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib

BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,  # an entry's head that ends early
    EOFError,
    NotImplementedError,  # a way of packing that nobody knows
    OSError,
    ValueError,  # an entry that lies before the file
)
