"""A key in words: what a fact is of, with all its dimensions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import Dimension

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMES = {
    "commodity": "commodity",
    Dimension.PARTNER.value: "partner",
    Dimension.MODE.value: "trade mode",
    Dimension.PROVINCE.value: "province",
    Dimension.ENTERPRISE.value: "enterprise type",
    "bloc": "line",
}

KEY_IN_WORDS = (*_NAMES, "first_month", "last_month")
"""The columns that `key_in_words` is given."""


def key_in_words(values: Sequence[str | None]) -> str:
    """A key, by the values of KEY_IN_WORDS: `commodity 85076000, partner 502, 2025-02`."""
    *codes, first, last = values
    named = [
        f"{name} {code}"
        for name, code in zip(_NAMES.values(), codes, strict=True)
        if code is not None
    ]
    return ", ".join([*named, f"{last}" if first == last else f"{first} to {last}"])
