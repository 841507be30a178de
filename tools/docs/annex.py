"""The page of the data annex: its keys, and the names it uses."""

from __future__ import annotations

from tools.docs.markdown import code, codes, member_docs, page, said_of_all, table

from yuebao.domain import MONTH, WINDOWS
from yuebao.indicators import Reason
from yuebao.reference import find_office
from yuebao.render.annex import CELL_KEYS
from yuebao.report.language import LANGUAGES, find_language
from yuebao.report.model import Block, Indicator, Measure, Role
from yuebao.report.words import Wording

REPORT_KEYS = {
    "definition": "The definition's name.",
    "month": "The month reported, as `2025-02`.",
    "language": "The language it is written in.",
    "title": "The title on the cover.",
    "date": "The report's date: `--date`, else the latest release among its facts.",
    "provinces": "The codes of the provinces whose trade it is; absent where it is the country's.",
    "notices": "The cautions printed below the cover; empty where there are none.",
    "highlights": "The lines at the top of the report: each with its `key`, `score` and `text`; "
    "absent where there are none.",
    "sources": "Every file that any figure rests on: its `sha256` and its `name`.",
}

CELLS = {
    "table": "Number of the table.",
    "window": "The window; see below.",
    "block": "The part of the table the row stands in.",
    "rank": "The row's place in its block, from 1.",
    "label": "The row's printed label.",
    "code": "The code behind the label: HS code, customs code of a partner or province, id of a "
    "country group; null where the row has none.",
    "measure": "What the column measures.",
    "text": "The number as printed; `-` where there is none.",
    "value": "The exact number in the printed unit, rates in percent, as a decimal string: in full "
    "where it ends, else to 20 significant digits. Null where `text` is `-` or a limit (`>1000`).",
    "reason": "Why there is no number, as the note words it; null where there is one.",
    "unit": "The printed unit: `亿美元`, `万个`, `%`.",
    "indicator": "What the number is.",
    "period": "The months it covers, as `2025-01..2025-02`.",
    "levels": "The levels it was computed from; their keys are below.",
    "releases": "Release dates of the facts behind it, ascending.",
    "sources": "SHA-256 of the files behind it, ascending.",
}

LEVELS = {
    "role": "What the level is to the figure; see below.",
    "flow": "`export`, `import`, or `total` for both together.",
    "period": "The months it covers.",
    "amount": "Whole dollars, whole yuan, or whole units of quantity.",
    "unit": "`USD`, `CNY`, or the customs unit of a quantity (`个`).",
    "grain": "The grain of the facts added up, as `hs8/partner/province`.",
    "rows": "How many facts were added up.",
}

_WINDOWS = {
    "month": "The month alone.",
    "ytd": "January up to the month. In January there is only `month`.",
    "rolling12": "The twelve months up to the month.",
    "mom": "The month, compared with the month before.",
    "quarter": "The quarter that ends with the month; in other months there is none.",
    "half": "The half-year that ends with the month; in other months there is none.",
    "jan-feb": "January and February together, in the report of February.",
}
_BLOCKS = {
    "bloc": "Country groups, in the definition's order.",
    "rows": "All other rows: ranked, or in the order the note tells.",
    "rest": "All that the rows leave, in one line, where contributions are told.",
}
_MEASURES = {
    "value": "The amount; in the overview's quantity rows the quantity.",
    "share": "Its share of the whole, in percent.",
    "yoy": "Growth on the year, in percent. In the overview's row of the net it is the difference, "
    "in the unit of value.",
    "total": "Exports plus imports of a province.",
    "total_yoy": "Growth of that.",
    "exports": "Exports of a province.",
    "exports_yoy": "Growth of those.",
    "imports": "Imports of a province.",
    "imports_yoy": "Growth of those.",
    "net": "Exports less imports of a province.",
    "contribution": "What it adds to the growth of the whole, in percentage points; `rows` and "
    "`rest` add up to that growth.",
    "hhi": "The Herfindahl index of partners, in points of 10,000.",
    "hhi_base": "The same a year before.",
    "first3": "The share of the three largest partners, in percent.",
    "first10": "The share of the ten largest.",
    "partners": "How many partners traded.",
    "new": "How many of them had not in the months before the window that the definition names.",
    "lost": "How many traded a year before and do no more.",
    "unit_value": "Value over quantity, in whole units of currency and of quantity.",
    "unit_value_yoy": "Growth of that on the year, in percent.",
    "price": "Growth of the Fisher price index of the cells traded in both periods, in percent.",
    "mix": "What price and quantity leave of the growth of value: (1 + value) / ((1 + price) × "
    "(1 + quantity)) − 1, in percent.",
    "quantity_growth": "Growth of the plain sum of quantities, in percent.",
    "coverage": "The share of those cells in all value, in percent.",
    "coverage_base": "The same in the base period.",
    "rank": "The place of the window's amount among all of its kind, the highest being 1.",
    "of": "How many were looked at: back to the first hole in what the store holds.",
    "run": "How many months in a row growth of the window has had its sign.",
    "highest": "The highest of those looked at.",
    "adjusted": "The month without season and festival.",
    "adjusted_mom": "Its change on the month before, in percent.",
    "trend_mom": "The same of the trend, in percent.",
    "m7": "How strong the season is beside what moves it; up to 1 it is there.",
    "q": "How acceptable the adjustment is; up to 1 it passes.",
    "residual": "The probability of what is left, if nothing seasonal is in it (QS).",
}


def annex_page() -> str:
    """Every key of the annex, and every name that stands in it."""
    languages = [find_language(code, Wording(), find_office()) for code in LANGUAGES]
    cells = said_of_all("keys of a cell", CELL_KEYS, CELLS)
    reasons = [
        (code(name), about, *(language.reason(Reason(name), MONTH) for language in languages))
        for name, about in member_docs(Reason).items()
    ]
    return page(
        "The annex",
        '`--format json` writes `{"report": {…}, "cells": […]}`, one cell a line; `--format csv` '
        "writes the cells alone, a row each, in UTF-8 with a byte order mark, and at the end of "
        "each row the report's cautions (`notices`). It holds every cell of every table, and what "
        "it was computed from.",
        "## report",
        _keys(REPORT_KEYS),
        "## cells",
        _keys(cells),
        "## levels",
        _keys(LEVELS),
        "In the CSV form a level is `role flow period amount unit grain rows`, several of them "
        "separated by `; `, and an absent amount or grain is `-`.",
        "### Roles",
        _keys(member_docs(Role)),
        "## Names",
        "### Windows",
        _keys(said_of_all("windows", list(map(str, WINDOWS)), _WINDOWS)),
        "### Blocks",
        _keys(said_of_all("blocks", [b.value for b in Block], _BLOCKS)),
        "### Measures",
        _keys(said_of_all("measures", [m.value for m in Measure], _MEASURES)),
        "### Indicators",
        _keys(member_docs(Indicator)),
        f"`{Indicator.COUNT}` stands in cells of analyses alone (`partners`, `new`, `lost`).",
        "### Reasons",
        "Why a cell prints `-`. The annex has the words; they depend on the language.",
        table(["Reason", "Meaning", *LANGUAGES], reasons),
        f"Levels are joined to facts by file and record: see [facts](facts.md), and "
        f"[traceability](../how-to/traceability.md). The languages are {codes(LANGUAGES)}.",
    )


def _keys(meanings: dict[str, str]) -> str:
    return table(["Name", "Meaning"], [(code(name), text) for name, text in meanings.items()])
