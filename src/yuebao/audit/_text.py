"""Text as it is compared: without the white space that line breaks and typesetting put in."""

from __future__ import annotations

import re
import unicodedata

_HAN = r"\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’·"
_BETWEEN = re.compile(rf"(?<=[{_HAN}])\s+|\s+(?=[{_HAN}])|(?<=\d)\s+(?=[%％])")
_SPACES = re.compile(r"\s+")
_IN_NUMBER = re.compile(r"(?<=\d)\s+(?=\.\d)|(?<=\d\.)\s+(?=\d)")


def squeeze(text: str, *, chinese: bool) -> str:
    """The text without meaningless white space: in Chinese none at all, else single spaces."""
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\ufeff", "")
    return _SPACES.sub("" if chinese else " ", text).strip()


def tidy(text: str) -> str:
    """A line without spaces beside Chinese characters, those between Latin words kept."""
    return _IN_NUMBER.sub("", _BETWEEN.sub("", text)).strip()
