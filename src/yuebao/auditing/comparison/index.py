"""What the data say of every number a report could print: the report built anew, and read.

The definition is the shipped one about the same goods, else one put together from what the
document says it is about; its rankings are not cut off, so that everybody has a number and a place.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from yuebao.auditing.claims import MEASURED, Side, TableKind
from yuebao.auditing.findings.finding import either
from yuebao.auditing.understanding.built import claims_of
from yuebao.auditing.understanding.entities import plain_label
from yuebao.auditing.windows import in_order
from yuebao.domain import (
    MONTH,
    WINDOWS,
    YEAR_TO_DATE,
    Currency,
    Rounding,
    UnavailableError,
    UserError,
    Window,
)
from yuebao.report.model import Block, Indicator, Measure, TradePart

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from yuebao.auditing.claims import ClaimLine, Claims, ClaimTable
    from yuebao.reference import Names, Office
    from yuebao.report.adjustments import Adjustments
    from yuebao.report.definition import Definition, QuantityUnit, Section
    from yuebao.report.model import Document, Figure, Table
    from yuebao.store import Store

Key = tuple[str, Side | None, Window, Block, str, Measure, bool]
"""Kind of table, side, window, block, entity, measure, whether pieces."""

_EVERYBODY = 300
_CODE = re.compile(r"HS[^\d，。]{0,12}(\d{2,12})(?!\d)")
_NEW_AGAINST = re.compile(r"(?:此前|preceding )(\d{1,2})(?:个月| months)|(\d{1,2}) months before")
_GOODS = re.compile(r"^(?:分省)?(?:货物|外贸|对外)?$|goods|^$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Expected:
    """A number by the data.

    Attributes:
        value: In whole units, rates in percent; None where a dash belongs.
        printed: As yuebao prints it.
        rank: The entity's place in its block.
        label: The entity's name.
        official: Whether it is customs' own growth.
    """

    value: Fraction | None
    printed: str
    rank: int
    label: str
    official: bool


Index = dict[Key, Expected]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which truth: as released by a date, with customs' own growth or computed, with re-imports."""

    as_of: date | None = None
    official: bool = True
    re_imports: bool = True


_LACKING = (
    "所需的数据没有载入，或只载入了一部分（yuebao status 列出已有的数据；"
    "按不完整的数据编写的报告用 --accept-partial 核对）"
)
_UNSETTLED = "不能确定按哪些数据核对，例如数据库中同时有几种货币而文中没有写明"


class Absent(Exception):  # noqa: N818  # no error: the store knows nothing about it
    """The store cannot answer; the text says why, in either language."""


def key_of(table: ClaimTable, line: ClaimLine, measure: Measure, office: Office) -> Key:
    """What a cell is of."""
    side = line.side if table.kind is TableKind.OVERVIEW else table.side
    return (table.kind, side, line.window, line.block, entity_of(table, line, office), measure,
            line.quantity)  # fmt: skip


def entity_of(table: ClaimTable, line: ClaimLine, office: Office) -> str:
    """Who a line is: a code, else its label."""
    if table.kind is TableKind.OVERVIEW or table.kind in MEASURED:
        return ""
    if line.code is not None and line.block is Block.ROWS and table.kind is TableKind.PARTNERS:
        return office.partners.current(line.code)
    return line.code or plain_label(line.label)


def find_definition(claims: Claims) -> Definition:
    """The definition of what a document is about, with sections as the document has them.

    Raises:
        Absent: The document does not say which goods it is about.
    """
    from yuebao.report import shipped_definitions

    sections = tuple(_sections(claims))
    for definition in shipped_definitions():
        if _is_about(definition, claims):
            return replace(definition, sections=sections, windows=_windows(claims))
    return _put_together(claims, sections)


def _is_about(definition: Definition, claims: Claims) -> bool:
    if definition.office.name != claims.office.name:
        return False
    subject, codes = definition.subject, {code for _, code in claims.products}
    if codes:
        return codes == set(subject.codes) or codes == set(subject.product_codes)
    named = [definition.title.get(claims.language), subject.label.get(claims.language)]
    return bool({claims.title, claims.subject} & {name for name in named if name})


def _put_together(claims: Claims, sections: tuple[Section, ...]) -> Definition:
    from yuebao.report.definition import Definition, Product, Style, Subject, Units

    listed: dict[str, list[str]] = {}
    for label, code in claims.products:
        listed.setdefault(label, []).append(code)
    products = tuple(
        Product(tuple(codes), {claims.language: label}) for label, codes in listed.items()
    )
    style = Style(
        places=1, rounding=Rounding.HALF_UP, small_below=Fraction(0), small_places=0, small_most=0,
        minimum_base=Fraction(0), large_above=Fraction(0), large_policy="print", re_imports=True,
        official_growth=True,
    )  # fmt: skip
    words = {claims.language: claims.subject or "goods"}
    office = claims.office
    return Definition(
        name="audited",
        title=words,
        institute={},
        subject=Subject(words, _codes(claims), None, products),
        office=office,
        windows=_windows(claims),
        units=Units({one.code: one.printed for one in office.currencies}, _quantity(claims)),
        style=style,
        own_style={},
        fixed_groups={},
        sections=sections,
    )


def _codes(claims: Claims) -> tuple[str, ...]:
    listed = tuple(code for _, code in claims.products)
    for text in claims.texts:
        for match in _CODE.finditer(text.text):
            if not listed or all(code.startswith(match[1]) for code in listed):
                return (match[1],)
    if listed:
        return listed
    if _GOODS.search(claims.subject):
        return ("all",)
    subject = claims.subject
    raise Absent(either(f"没有给出{subject}的商品编码", f"no HS code is given for {subject}"))


def _quantity(claims: Claims) -> QuantityUnit | None:
    from yuebao.report.definition import QuantityUnit

    units = (unit for table in claims.tables for unit in table.units)
    for unit in units:
        base = claims.office.units.find(unit.base, claims.language)
        if base is not None and not unit.is_money():
            return QuantityUnit(base, 10_000, {})
    return None


def _windows(claims: Claims) -> tuple[Window, ...]:
    """Those of its tables, with month and year to date, which its sentences may speak of."""
    held = (*claims.tables, *claims.analyses)
    printed = (line.window for table in held for line in table.lines)
    return in_order([MONTH, YEAR_TO_DATE, *printed])


def _sections(claims: Claims) -> Iterator[Section]:
    from yuebao.report.sections.enterprises import Enterprises
    from yuebao.report.sections.modes import Modes
    from yuebao.report.sections.overview import Overview
    from yuebao.report.sections.partners import Partners
    from yuebao.report.sections.products import Products
    from yuebao.report.sections.province_trade import ProvinceTrade
    from yuebao.report.sections.provinces import Provinces

    kinds = {table.kind for table in claims.tables}
    blocs = dict.fromkeys(
        line.code
        for table in claims.tables
        for line in table.lines
        if table.kind is TableKind.PARTNERS and line.block is Block.BLOC and line.code
    )
    if TableKind.OVERVIEW in kinds or not kinds & {TableKind.PROVINCE_TRADE}:
        yield Overview(charts=False)
    if TableKind.PRODUCTS in kinds:
        yield Products(contribution=_contributes(claims, TableKind.PRODUCTS), charts=False)
    if TableKind.PARTNERS in kinds:
        yield Partners(
            blocs=tuple(blocs), first=_EVERYBODY, shares=True, bloc_sentences=False,
            contribution=_contributes(claims, TableKind.PARTNERS), charts=False,
        )  # fmt: skip
    if TableKind.MODES in kinds:
        yield Modes(first=_EVERYBODY, charts=False)
    if TableKind.ENTERPRISES in kinds:
        yield Enterprises(first=_EVERYBODY, charts=False)
    if TableKind.PROVINCES in kinds:
        told = _contributes(claims, TableKind.PROVINCES)
        yield Provinces(first=_EVERYBODY, contribution=told, charts=False)
    yield from _analyses(claims)
    for window in WINDOWS:
        if any(t.kind is TableKind.PROVINCE_TRADE and window in t.windows() for t in claims.tables):
            yield ProvinceTrade(window=window, order_by="total", charts=())


def _contributes(claims: Claims, kind: TableKind) -> bool:
    """Whether a table of a kind says what its rows add to growth."""
    lines = (line for table in claims.tables if table.kind is kind for line in table.lines)
    return any(line.cell(Measure.CONTRIBUTION) is not None for line in lines)


def _analyses(claims: Claims) -> Iterator[Section]:
    """What is measured of flows as a whole."""
    from yuebao.report.sections.concentration import ConcentrationSection
    from yuebao.report.sections.price import Price
    from yuebao.report.sections.records import Records
    from yuebao.report.sections.seasonal import Seasonal

    kinds = {table.kind for table in claims.analyses}
    if TableKind.CONCENTRATION in kinds:
        yield ConcentrationSection(_new_against(claims))
    if TableKind.RECORDS in kinds:
        yield Records()
    if TableKind.SEASONAL in kinds:
        yield Seasonal(charts=False)
    if TableKind.PRICE in kinds:
        yield Price(_unit_of_prices(claims), Fraction(0))


def _unit_of_prices(claims: Claims) -> str:
    """The unit of quantity that unit values are of; empty where the document does not say."""
    cells = (line.number(Measure.UNIT_VALUE) for table in claims.analyses for line in table.lines)
    units = (cell.unit.base.partition("/")[2] for cell in cells if cell is not None)
    return next(filter(None, units), "")


def _new_against(claims: Claims) -> int:
    """Against how many months partners are new, as the note under a table says."""
    texts = (note.text for table in claims.analyses for note in table.notes)
    found = (match for text in texts if (match := _NEW_AGAINST.search(text)))
    return next((int(match[1] or match[2]) for match in found), 24)


def build_index(
    claims: Claims, store: Store, choice: Choice, adjust: Adjustments | None = None
) -> Index:
    """Every number of the report built anew, with what stood between the store and the report.

    Raises:
        Absent: The store lacks the data.
    """
    return read_document(build_anew(claims, store, choice, adjust))


def build_anew(
    claims: Claims, store: Store, choice: Choice, adjust: Adjustments | None = None
) -> Document:
    """The report on what a document is about, by the data.

    Raises:
        Absent: The store lacks the data.
    """
    from yuebao import report

    if claims.month is None:
        raise Absent(
            either("文中没有写明报告月份", "the document does not say which month it reports")
        )
    definition = find_definition(claims)
    own = {
        **definition.own_style,
        "official_growth": choice.official,
        "re_imports": "included" if choice.re_imports else "excluded",
        "large_growth": {"policy": "print"},
    }
    subject = replace(definition.subject, part=_part(claims))
    definition = replace(definition, own_style=own, subject=subject)
    try:
        return report.build_report(
            definition, claims.month, store, language=claims.language, as_of=choice.as_of,
            currency=Currency(claims.currency) if claims.currency else None,
            adjust=adjust or report.Adjustments(),
        )  # fmt: skip
    except (UnavailableError, UserError) as error:
        lacks = isinstance(error, UnavailableError)
        raise Absent(either(_LACKING if lacks else _UNSETTLED, str(error).rstrip("."))) from error


def _part(claims: Claims) -> TradePart:
    """The part of the country's trade that the title names, or else most captions of its tables."""
    if claims.part is not None:
        return claims.part
    covers = [text.text for text in claims.texts if text.kind == "cover"]
    part = _part_in(claims, " ".join((claims.title, *covers)).lower())
    if part.named():
        return part
    told = Counter(_part_in(claims, table.caption.lower()) for table in claims.tables)
    (most, times), *_ = told.most_common(1) or [(part, 0)]
    return most if 2 * times > len(claims.tables) else part


def _part_in(claims: Claims, title: str) -> TradePart:
    """The part of the country's trade that a title or caption names."""
    office = claims.office
    partners = [one for one in office.partners if one.code != office.own]
    return TradePart(
        _regions(claims, title),
        tuple(one.code for one in partners if _is_with(one.names, title)),
        tuple(group.id for group in office.groups if _is_with(group.names, title)),
        tuple(
            mode.code
            for mode in office.modes
            if any(len(name) > _SHORT and name.lower() in title for name in mode.names.values())
        ),
    )


_SHORT = 3
"""Names of modes of no more letters (其他) are words of other things too."""


def _is_with(names: Names, title: str) -> bool:
    """Whether a title says that trade is with somebody."""
    named = "|".join(re.escape(name.lower()) for name in names.values())
    before = r"(?:[对与自从]|\b(?:with|to|from) (?:the )?)"
    listed = r"(?:[^。；;:：]{1,60}?(?:[、和及与]|,? and |, )(?:the )?)?"  # 对东盟和欧盟
    return re.search(rf"{before}{listed}(?:{named})(?![a-z])", title) is not None


def _regions(claims: Claims, title: str) -> tuple[str, ...]:
    """The codes of the regions that the title names: whose trade it is, if not the country's."""
    return tuple(
        region.code
        for region in claims.office.regions
        if any(
            name.lower() in title
            for name in (region.full, *region.names.values(), *region.official.values())
        )
    )


def read_document(document: Document) -> Index:
    """A document's figures by what they are of."""
    _, claims = claims_of(document)
    index: Index = {}
    for drawn in document.tables():
        table = claims.table(drawn.number)
        assert table is not None  # noqa: S101  # every table claims what it prints
        if table.kind in MEASURED:
            index |= _measured(drawn, table, document.office)
            continue
        lines = {(line.window, line.block, line.rank, line.label): line for line in table.lines}
        for _, key, cell in drawn.cells():
            line = lines[cell.figure.window, cell.block, cell.rank, key.label]
            index[key_of(table, line, cell.measure, document.office)] = _expected(cell.figure, line)
    return index


def _measured(drawn: Table, table: ClaimTable, office: Office) -> Index:
    """The figures of an analysis, which are of no entity."""
    lines = {line.window: line for line in table.lines}
    placed = ((lines[cell.figure.window], cell) for _, _, cell in drawn.cells())
    return {
        key_of(table, line, cell.measure, office): _expected(cell.figure, line)
        for line, cell in placed
    }


def _expected(figure: Figure, line: ClaimLine) -> Expected:
    return Expected(
        value=None if figure.value is None else figure.value * figure.per,
        printed=figure.text,
        rank=line.rank,
        label=line.label,
        official=figure.indicator is Indicator.OFFICIAL_GROWTH,
    )
