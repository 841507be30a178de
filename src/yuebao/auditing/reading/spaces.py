"""Text as it is compared: without the white space that line breaks and typesetting put in."""

from __future__ import annotations

import re
import unicodedata

_HAN = r"\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’·"
_BETWEEN = re.compile(rf"(?<=[{_HAN}])\s+|(?<!\s)\s+(?=[{_HAN}])|(?<=\d)\s+(?=[%％])")
# A word parted at the end of a line by a hyphen that is there for that alone, or by its own.
_HYPHENS = re.compile(r"\u00ad\s*|(?<=[A-Za-z]-)\s+(?=[a-z])")
_SPACES = re.compile(r"\s+")
_NOT_BETWEEN_DIGITS = re.compile(r"(?<!\d)\s+|\s+(?![\d\s])")
_IN_NUMBER = re.compile(r"(?<=\d)\s+(?=\.\d)|(?<=\d\.)\s+(?=\d)")


def squeeze(text: str, *, chinese: bool) -> str:
    """The text without meaningless white space: in Chinese only that between numbers is kept."""
    text = _HYPHENS.sub("", unicodedata.normalize("NFC", text)).replace("\ufeff", "")
    if chinese:
        text = _NOT_BETWEEN_DIGITS.sub("", text)  # 表1 114年9月 is no year 1114
    return _SPACES.sub(" ", text).strip()


def tidy(text: str) -> str:
    """A line without spaces beside Chinese characters, those between Latin words kept."""
    return _IN_NUMBER.sub("", _BETWEEN.sub("", text)).strip()
