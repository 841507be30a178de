"""Provinces: where the importer or exporter is registered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from yuebao.reference._data import in_language, read_table


@dataclass(frozen=True, slots=True)
class Province:
    """A province, autonomous region or municipality.

    Attributes:
        code: Two digits.
        full: The full Chinese name, 内蒙古自治区.
        label: What a report's tables print, 内蒙.
        english: The English name.
        aliases: Other names files give it, 内蒙古.
    """

    code: str
    full: str
    label: str
    english: str
    aliases: tuple[str, ...]

    def name(self, language: str = "zh") -> str:
        """The printed label in `zh`, the English name in `en`."""
        return in_language(language, self.label, self.english)


@lru_cache(maxsize=1)
def _by_code() -> dict[str, Province]:
    return {
        row["code"]: Province(
            code=row["code"],
            full=row["full"],
            label=row["label"],
            english=row["english"],
            aliases=tuple(row["aliases"].split()),
        )
        for row in read_table("provinces.tsv")
    }


@lru_cache(maxsize=1)
def _code_by_name() -> dict[str, str]:
    return {
        name: province.code
        for province in provinces()
        for name in (province.full, province.label, *province.aliases)
    }


@lru_cache(maxsize=1)
def provinces() -> tuple[Province, ...]:
    """All 31, in order of code."""
    return tuple(_by_code().values())


def find_province(code: str) -> Province | None:
    """The province of a code; None where the list has none."""
    return _by_code().get(code)


def province_name(code: str, language: str = "zh") -> str:
    """The label a report prints; the code itself where the list has none.

    Raises:
        UserError: The language is neither `zh` nor `en`.
    """
    province = find_province(code)
    return in_language(language, code, code) if province is None else province.name(language)


def province_code(name: str) -> str | None:
    """The code of a Chinese name: full, label or alias, whatever white space is in it.

    None for anything else: bulletins list cities and zones among the provinces.
    """
    return _code_by_name().get("".join(name.split()))
