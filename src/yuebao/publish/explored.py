"""What a store answered, as figures a reader reads and as records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yuebao.domain import MONTH, Period, Span
from yuebao.publish.question import By, question_texts
from yuebao.render.annex import exact_text
from yuebao.report import DEFAULT_THEME, load_theme
from yuebao.report.figures import FigureMaker, FigurePlace
from yuebao.report.fitting import fitted_value
from yuebao.report.language import find_language
from yuebao.report.load import read_style
from yuebao.report.model import Block, Indicator, Key, Side

if TYPE_CHECKING:
    from fractions import Fraction

    from yuebao.domain import Month
    from yuebao.indicators import Level, Reason
    from yuebao.publish.explore import Exploration, ExploredCell, ExploredMonth, ExploredRow
    from yuebao.report.model import Figure
    from yuebao.report.words import Language


@dataclass(frozen=True, slots=True)
class ShownCell:
    """The figures of an entity in a window."""

    value: Figure
    growth: Figure
    share: Figure
    contribution: Figure


@dataclass(frozen=True, slots=True)
class ShownRow:
    """An entity with its figures, one cell a column."""

    key: Key
    block: Block
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class ShownPrice:
    """Price, mix and quantity of the whole in a window."""

    unit_value: Figure
    unit_value_growth: Figure
    quantity_growth: Figure
    price: Figure
    mix: Figure
    coverage: Figure


def name_goods(language: Language, code: str, month: Month) -> str:
    """What goods are called: by the month's list, or by what all names below a code share.

    Where neither names them, or the office has no list in the language, it is their code.
    """
    if not code.isdigit():
        return language.all_goods or code
    listed = _listed_name(language, code, month)
    if listed:
        return listed
    names = _names_below(language, code, month)
    shared = language.heading_name(code, names) if names else code
    return f"HS {code}" if code in shared else shared


def hint_goods(language: Language, code: str, month: Month) -> str:
    """The same for whoever looks for goods: where they share no name, the first that is listed."""
    name = name_goods(language, code, month)
    below = _names_below(language, code, month)
    return f"{below[0]} …" if code in name and below else name


def _names_below(language: Language, code: str, month: Month) -> list[str]:
    below = language.office.commodities.below(code, month)
    return list(filter(None, (_listed_name(language, one, month) for one in below)))


def _listed_name(language: Language, code: str, month: Month) -> str:
    """What the month's list calls a code; empty where there is no list, or no such code in it."""
    commodities, tag = language.office.commodities, language.words.names_in
    listed = commodities.find(code, month, tag) if tag in commodities.languages else None
    return listed.name if listed is not None else ""


class Shown:
    """An exploration as a reader of a language reads it.

    Args:
        found: What was answered.
        language: The language.

    Attributes:
        found: What was answered.
        language: What words it.
        make: What makes its figures, in a unit that fits.
    """

    def __init__(self, found: Exploration, language: str) -> None:
        self.found = found
        theme = load_theme(DEFAULT_THEME)
        self.language: Language = find_language(language, theme.wording, found.office)
        largest = max(
            (abs(cell.level.amount.number) for cell in found.whole.cells if cell.level is not None),
            default=0,
        )
        words = found.office.words_of(found.currency)
        self.make = FigureMaker(
            style=read_style(theme.numbers),
            marks=self.language.words.numbers,
            value_unit=fitted_value(largest, words, self.language),
            quantity_unit=None,
        )
        self.side = Side.of(found.request.flow)

    def name(self, code: str) -> str:
        """What an entity is called."""
        office, tag = self.found.office, self.language.words.names_in
        match self.found.request.by:
            case By.GROUP:
                return office.groups.find(code).name(tag)
            case By.PARTNER:
                return office.partners.name(code, tag)
            case By.MODE:
                return office.modes.name(code, tag)
            case By.PROVINCE:
                return self.language.region_name(code)
        return self.goods(code)

    def goods(self, code: str) -> str:
        """What goods are called."""
        return name_goods(self.language, code, self.found.request.months[0])

    def whole(self, label: str) -> ShownRow:
        """The sum, under a label."""
        return self._row(Key(label), self.found.whole)

    def rows(self) -> tuple[ShownRow, ...]:
        """The entities."""
        return tuple(
            self._row(Key(self.name(row.code), row.code), row)
            for row in self.found.rows
            if row.code is not None
        )

    def rest(self, label: str) -> ShownRow | None:
        """What is left, under a label."""
        return None if self.found.rest is None else self._row(Key(label), self.found.rest)

    def _row(self, key: Key, row: ExploredRow) -> ShownRow:
        return ShownRow(
            key,
            row.block,
            tuple(
                self._cell(key, span, cell)
                for span, cell in zip(self.found.columns, row.cells, strict=True)
            ),
        )

    def _cell(self, key: Key, span: Span, cell: ExploredCell) -> ShownCell:
        place, make = self.place(key, span), self.make
        return ShownCell(
            make.level(place, cell.level),
            make.growth(place, cell.growth),
            make.share(place, cell.share),
            make.contribution(place, cell.contribution),
        )

    def place(self, key: Key, span: Span) -> FigurePlace:
        """Whom and when a figure is about."""
        return FigurePlace(key, self.side, span.window, span.period)

    def month(self, key: Key, period: Period, level: Level | None) -> Figure:
        """The value of an entity in a month of the past; a dash where nothing of it is loaded."""
        return self.make.level(self.place(key, Span(MONTH, period)), level)

    def every_month(self) -> tuple[tuple[Period, ExploredMonth | None], ...]:
        """The months of the past from the first to the last, with None for what is not loaded."""
        held = {one.period: one for one in self.found.history}
        if not held:
            return ()
        ends = Period(min(held).first, max(held).last)
        months = map(Period.of_month, ends.months())
        return tuple((month, held.get(month)) for month in months)

    def prices(self) -> tuple[ShownPrice, ...]:
        """Price, mix and quantity of the whole, one a column."""
        make, found = self.make, self.found
        words = found.office.words_of(found.currency)
        unit = self.language.quantity_unit(found.unit, 1) if found.unit else ""
        per = type(make.value_unit)(
            f"{self.language.value_unit(words, 1)}/{unit}" if unit else "", 1, found.currency
        )
        shown = []
        for span, one in zip(found.columns, found.prices, strict=False):
            place = self.place(Key(""), span)
            change = one.unit_value_change
            shown.append(
                ShownPrice(
                    make.unit_value(place, one.unit_value, per, (), one.reason),
                    make.change(
                        place, change, Indicator.UNIT_VALUE_GROWTH, (), one.reason or one.why
                    ),
                    make.growth(place, one.quantity, quantity=True),
                    make.change(place, one.price, Indicator.PRICE, (), one.why),
                    make.change(place, one.mix, Indicator.MIX, (), one.why),
                    make.share(place, one.coverage),
                )
            )
        return tuple(shown)


def exploration_record(found: Exploration) -> dict[str, Any]:
    """What was answered, as JSON has it: amounts in whole units, ratios in percent as decimals."""
    return {
        "question": question_texts(found.request),
        "currency": str(found.currency),
        "store_version": found.version,
        "columns": [
            {"window": str(span.window), "period": str(span.period), "base": str(span.base)}
            for span in found.columns
        ],
        "whole": _row_record(found.whole),
        "rows": [_row_record(row) for row in found.rows],
        "rest": None if found.rest is None else _row_record(found.rest),
        "history": [
            {
                "period": str(one.period),
                "value": one.level.amount.number,
                "growth": _percent(one.growth.rate),
                "parts": {code: level.amount.number for code, level in one.parts.items()},
            }
            for one in found.history
        ],
        "prices": [
            {
                "unit": found.unit or None,
                "unit_value": exact_text(one.unit_value),
                "unit_value_growth": _change(one.unit_value_change),
                "quantity_growth": _percent(one.quantity.rate),
                "price": _change(one.price),
                "mix": _change(one.mix),
                "coverage": _percent(one.coverage.ratio),
                "reason": one.why or one.reason,
            }
            for one in found.prices
        ],
        "lacking": list(found.lacking),
        "sources": _sources(found),
        "sql": list(found.sql),
    }


def _row_record(row: ExploredRow) -> dict[str, Any]:
    return {"code": row.code, "block": row.block.value, "cells": list(map(cell_record, row.cells))}


def cell_record(cell: ExploredCell) -> dict[str, Any]:
    """An entity in a window, as JSON has it."""
    level, base = cell.level, cell.base
    return {
        "value": None if level is None else level.amount.number,
        "base": None if base is None else base.amount.number,
        "growth": _percent(cell.growth.rate),
        "official": cell.growth.official,
        "share": _percent(cell.share.ratio),
        "contribution": _percent(cell.contribution.ratio),
        "reason": _reason(cell),
        "rows": 0 if level is None else level.rows,
        "grain": "" if level is None else level.grain,
    }


def _reason(cell: ExploredCell) -> Reason | None:
    return cell.growth.reason or cell.share.reason


def _percent(ratio: Fraction | None) -> str | None:
    return None if ratio is None else exact_text(ratio * 100)


def _change(ratio: Fraction | None) -> str | None:
    return None if ratio is None else _percent(ratio - 1)


def _sources(found: Exploration) -> list[str]:
    """The files of the whole, by hash."""
    levels = [one for cell in found.whole.cells for one in (cell.level, cell.base) if one]
    return sorted({sha256 for level in levels for sha256 in level.sources})
