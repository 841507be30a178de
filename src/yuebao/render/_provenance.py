"""The ledger of a page: every figure once, numbered, with all that is known about it."""

from __future__ import annotations

import json
from dataclasses import asdict
from html import escape
from typing import TYPE_CHECKING

from yuebao.render._walk import (
    all_figures,
    fact_unit,
    one_line,
    reason_text,
    releases_of,
    source_names,
    sources_of,
)
from yuebao.render.annex import exact_text, level_record

if TYPE_CHECKING:
    from yuebao.report.model import Document, Figure, Ingredient

# A script element ends at the first `</script`, and `<!--` changes how its end is found; neither
# can be written without these letters.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026",
            0x2028: "\\u2028", 0x2029: "\\u2029"}  # fmt: skip


class Ledger:
    """Numbers the figures of a document; equal figures share a number."""

    def __init__(self, document: Document) -> None:
        self._figures = all_figures(document)
        self._numbers = {figure: number for number, figure in enumerate(self._figures)}
        self._sources = source_names(document)
        self._document, self._words = document, document.words

    def number(self, figure: Figure) -> int:
        """The figure's number, from 0 in reading order."""
        return self._numbers[figure]

    def mark(self, figure: Figure, text: str) -> str:
        """A number as text, its exact value as the element's, and its number in the ledger."""
        value = exact_text(figure.value) or ""
        return (
            f'<data value="{value}" data-figure="{self.number(figure)}">'
            f"{escape(one_line(text))}</data>"
        )

    def to_json(self) -> str:
        """The ledger and the words to show it with, as JSON that is safe inside a script element.

        Sources are listed once and referred to by place.
        """
        places = {source: place for place, source in enumerate(self._sources)}
        figures = [
            _entry(figure, self._document) | {"sources": [places[s] for s in sources_of(figure)]}
            for figure in self._figures
        ]
        sources = [[sha256, name] for sha256, name in self._sources.items()]
        book = {
            "words": asdict(self._words.page),
            "names": asdict(self._words.names),
            "sources": sources,
            "figures": figures,
        }
        text = json.dumps(book, ensure_ascii=False, separators=(",", ":"))
        return for_script(text)


def for_script(text: str) -> str:
    """JSON that is safe inside a script element."""
    return text.translate(_ESCAPES)


def _entry(figure: Figure, document: Document) -> dict[str, object]:
    return {
        "label": figure.key.label,
        "code": figure.key.code,
        "indicator": figure.indicator.value,
        "text": figure.text,
        "unit": figure.unit,
        "side": figure.side.value,
        "window": figure.window.name,
        "period": str(figure.period),
        "value": exact_text(figure.value),
        "reason": reason_text(figure, document.words),
        "levels": [_level(level, document) for level in figure.ingredients],
        "releases": releases_of(figure),
    }


def _level(level: Ingredient, document: Document) -> dict[str, object]:
    amount = None if level.amount is None else f"{level.amount:,}"
    return level_record(level) | {"amount": amount, "unit": fact_unit(level.unit, document)}
