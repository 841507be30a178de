"""A kind of section: what definitions say of it, and how it is built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from yuebao.report.definition import Section

if TYPE_CHECKING:
    from collections.abc import Callable

    from yuebao.report.context import Context
    from yuebao.report.model import Part

Record = TypeVar("Record", bound=Section)


@dataclass(frozen=True, slots=True)
class SectionKind(Generic[Record]):
    """One kind of section.

    Attributes:
        record: What a definition asks of it.
        build: Turns a report in the making and such a record into parts of the document.
        words: The protocol of its words, which every language has (`Language.of`).
    """

    record: type[Record]
    build: Callable[[Context, Record], tuple[Part, ...]]
    words: type[object]
