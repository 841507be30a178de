"""A report to draw: every kind of part, with invented numbers and some names made to hurt.

It has the shape of the published reports: an overview with heads of two levels, partners with
month and year to date side by side under blocs, all provinces with a chart a flow, a footnote,
figures that prose and tables share, and figures that have no number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache

from yuebao.domain import MONTH as ONE_MONTH
from yuebao.domain import YEAR_TO_DATE, Currency, Flow, Month, Period, Span, round_exactly
from yuebao.indicators import Breakdown, Reason
from yuebao.reference import find_office
from yuebao.report.language import find_language
from yuebao.report.model import (
    Block,
    Cell,
    Chart,
    ChartForm,
    Cover,
    Document,
    DocumentWords,
    EmptyCell,
    Figure,
    FigureCell,
    Footnote,
    Group,
    Head,
    Heading,
    Indicator,
    Ingredient,
    Key,
    LabelCell,
    Measure,
    Mention,
    Paragraph,
    Part,
    Point,
    Role,
    Row,
    Run,
    Series,
    Side,
    Table,
)
from yuebao.report.words import Wording

MONTH = Month(2025, 2)
YI = 100_000_000
NASTY = '<script>alert("|")</script>*_`#$\\ [x](y) &amp;\n二行 =1+1'
"""A name with the markup of every format in it, and a line break."""

FEBRUARY = Span(ONE_MONTH, Period.of_month(MONTH))
TO_DATE = Span(YEAR_TO_DATE, Period.year_to_date(MONTH))
SPANS = (FEBRUARY, TO_DATE)
SOURCES = {Flow.EXPORT: "a1" * 32, Flow.IMPORT: "b2" * 32}
NO_BASE = "上年同期为零"
"""How Chinese words the only reason that a figure here has no number."""
_RELEASED = {2025: date(2025, 3, 20), 2024: date(2024, 3, 20)}

PROVINCES = re.findall(
    "黑龙江|..",
    "北京天津河北山西内蒙辽宁吉林黑龙江上海江苏浙江安徽福建江西山东河南"
    "湖北湖南广东广西海南重庆四川贵州云南西藏陕西甘肃青海宁夏新疆",
)


@dataclass(frozen=True)
class Trade:
    """What one entity traded in a flow: whole dollars now and a year before (None: nothing)."""

    key: Key
    flow: Flow
    current: int
    base: int | None


def _level(role: Role, trade: Trade, span: Span, *, now: bool) -> Ingredient:
    period = span.period if now else span.base
    amount = trade.current if now else trade.base
    known = amount is not None
    return Ingredient(
        role=role,
        flow=trade.flow,
        period=period,
        amount=amount,
        unit="USD",
        grain="hs8/partner/province" if known else "",
        rows=12 + (amount or 0) % 400 if known else 0,
        releases=(_RELEASED[period.last.year],) if known else (),
        sources=(SOURCES[trade.flow],) if known else (),
    )


def _figure(
    trade: Trade,
    span: Span,
    indicator: Indicator,
    value: Fraction | None,
    levels: tuple[Ingredient, ...],
    *,
    reason: Reason | None = None,
) -> Figure:
    rate = indicator in (Indicator.GROWTH, Indicator.SHARE)
    return Figure(
        text="-" if value is None else str(round_exactly(value, 1)),
        value=value,
        unit="%" if rate else "亿美元",
        indicator=indicator,
        key=trade.key,
        side=Side.NET if indicator is Indicator.NET else Side.of(trade.flow),
        window=span.window,
        period=span.period,
        ingredients=levels,
        reason=reason,
    )


def level(trade: Trade, span: Span) -> Figure:
    """Its amount in 亿美元."""
    current = _level(Role.CURRENT, trade, span, now=True)
    return _figure(trade, span, Indicator.LEVEL, Fraction(trade.current, YI), (current,))


def growth(trade: Trade, span: Span) -> Figure:
    """Its growth on the year; `-` where there is no base."""
    levels = (
        _level(Role.CURRENT, trade, span, now=True),
        _level(Role.BASE, trade, span, now=False),
    )
    if not trade.base:
        return _figure(trade, span, Indicator.GROWTH, None, levels, reason=Reason.BASE_ZERO)
    value = Fraction(trade.current - trade.base, trade.base) * 100
    return _figure(trade, span, Indicator.GROWTH, value, levels)


def share(trade: Trade, whole: Trade, span: Span) -> Figure:
    """Its part of the whole."""
    levels = (
        _level(Role.PART, trade, span, now=True),
        _level(Role.WHOLE, whole, span, now=True),
    )
    value = Fraction(trade.current, whole.current) * 100
    return _figure(trade, span, Indicator.SHARE, value, levels)


def net(exports: Trade, imports: Trade, span: Span) -> Figure:
    """Exports less imports."""
    levels = tuple(_level(Role.CURRENT, trade, span, now=True) for trade in (exports, imports))
    value = Fraction(exports.current - imports.current, YI)
    return _figure(exports, span, Indicator.NET, value, levels)


def _row(label: Key, rank: int, block: Block, figures: list[tuple[Measure, Figure]]) -> list[Cell]:
    return [LabelCell(label), *(FigureCell(f, m, block, rank) for m, f in figures)]


_MONTH_HEAD, _YTD_HEAD = "2月当月", "1至2月累计"
_YOY = "同比变化（%）"


@cache
def overview() -> tuple[dict[tuple[str, Span], Trade], Table]:
    """The whole trade by flow and window, and the overview table of it."""
    trades = {
        (label, span): Trade(Key(label, "85076000"), flow, amounts[0], amounts[1])
        for label, flow, months in (
            (
                "出口额",
                Flow.EXPORT,
                ((4_142_031_177, 3_711_500_000), (9_720_000_123, 8_725_000_001)),
            ),
            ("进口额", Flow.IMPORT, ((136_554_321, 142_540_000), (318_000_777, 363_000_000))),
        )
        for span, amounts in zip(SPANS, months, strict=True)
    }
    heads = tuple(Head(text, (Head("绝对值"), Head(_YOY))) for text in (_MONTH_HEAD, _YTD_HEAD))
    rows = []
    for rank, label in enumerate(("出口额", "进口额"), start=1):
        cells: list[Cell] = [LabelCell(Key(label, "85076000"))]
        for span in SPANS:
            trade = trades[label, span]
            cells += _row(trade.key, rank, Block.ROWS, [
                (Measure.VALUE, level(trade, span)), (Measure.YOY, growth(trade, span)),
            ])[1:]  # fmt: skip
        rows.append(Row(tuple(cells)))
    notes = ("数据来源：中国海关总署，下文同。", "注：同比变化为与去年同期之比。")
    caption = "2025年2月中国锂离子蓄电池进出口概况（亿美元）"
    table = Table(
        1,
        caption,
        (Head(""), *heads),
        (Group("", tuple(rows)),),
        section="overview",
        by=None,
        side=None,
        spans=SPANS,
        notes=notes,
    )
    return trades, table


_BLOCS = (("欧盟", 1_565_000_000, 1_493_000_000), ("东盟", 405_000_000, 286_000_000))
_PARTNERS = (
    ("德国", "304", 824_000_000, 841_600_000),
    ("美国", "502", 741_000_000, 816_000_000),
    (NASTY, "141", 265_000_000, 175_300_000),
    ("沙特阿拉伯", "131", 186_000_000, 4_700_000),
    ("加拿大", "501", 2_000_111, 108),
    ("基里巴斯", "616", 1_000_001, None),
)


@cache
def partners() -> Table:
    """Export partners: blocs and ranks, month and year to date side by side."""
    trades, _ = overview()

    def side(span: Span, name: str, code: str | None, now: int, base: int | None) -> Trade:
        factor = 1 if span == FEBRUARY else 2
        past = None if base is None else base * factor + (factor - 1) * 7
        return Trade(Key(name, code), Flow.EXPORT, now * factor, past)

    def cells(trade: Trade, span: Span, block: Block, rank: int) -> list[Cell]:
        whole = trades["出口额", span]
        return _row(trade.key, rank, block, [
            (Measure.VALUE, level(trade, span)),
            (Measure.SHARE, share(trade, whole, span)),
            (Measure.YOY, growth(trade, span)),
        ])  # fmt: skip

    def rows(block: Block, entities: list[tuple[str, str | None, int, int | None]]) -> list[Row]:
        made = []
        for rank, entity in enumerate(entities, start=1):
            left = cells(side(FEBRUARY, *entity), FEBRUARY, block, rank)
            last = block is Block.ROWS and rank == len(entities)
            right: list[Cell] = [EmptyCell()] * 4
            if not last:
                ytd = side(TO_DATE, *entity)
                right = cells(ytd, TO_DATE, block, rank)
            made.append(Row(tuple(left + right)))
        return made

    blocs = rows(Block.BLOC, [(name, None, now, base) for name, now, base in _BLOCS])
    below = (Head("区域"), Head("绝对值"), Head("所占比重（%）"), Head(_YOY))
    return Table(
        2,
        "2025年2月中国锂离子蓄电池主要出口目的地（亿美元）",
        (Head(_MONTH_HEAD, below), Head(_YTD_HEAD, below)),
        (Group("重点区域", tuple(blocs)),
         Group("排名前10地区", tuple(rows(Block.ROWS, list(_PARTNERS))))),
        section="partners",
        by=Breakdown.PARTNER,
        side=Side.EXPORTS,
        spans=SPANS,
        notes=(
            "注：排名前10地区按照出口额大小由上（最大）向下（最小）排列。", f"“-”表明{NO_BASE}。",
        ),
    )  # fmt: skip


def _province_trades() -> list[tuple[Trade, Trade]]:
    """Exports and imports of each province, the largest exports first; invented."""
    made = []
    for i, name in enumerate(PROVINCES):
        code = f"{11 + i}0000"
        exports = 50_800_000_000 // (1 + (i * 7) % 31) ** 2 + 61_234_567
        rate = {7: 239, 30: -41}.get(i, (i * 37) % 83 - 33)
        imports = 32_140_000_000 // (1 + (i * 11) % 31) ** 2 + 7_654_321
        base = None if name == "西藏" else imports * 100 // (100 + (i * 29) % 67 - 30)
        made.append((
            Trade(Key(name, code), Flow.EXPORT, exports, exports * 100 // (100 + rate)),
            Trade(Key(name, code), Flow.IMPORT, imports, base),
        ))  # fmt: skip
    return sorted(made, key=lambda pair: -pair[0].current)


@cache
def provinces() -> tuple[Table, tuple[Chart, Chart]]:
    """All provinces, and a chart of the growth of each flow from the table's own figures."""
    rows = []
    points: dict[Flow, list[Point]] = {Flow.EXPORT: [], Flow.IMPORT: []}
    for rank, (exports, imports) in enumerate(_province_trades(), start=1):
        base = None if imports.base is None else (exports.base or 0) + imports.base
        # A total is shown with export levels only: enough for drawing.
        total = Trade(exports.key, Flow.EXPORT, exports.current + imports.current, base)
        rises = {trade.flow: growth(trade, FEBRUARY) for trade in (exports, imports)}
        for flow, figure in rises.items():
            points[flow].append(Point(exports.key.label, figure))
        rows.append(Row(tuple(_row(exports.key, rank, Block.ROWS, [
            (Measure.TOTAL, level(total, FEBRUARY)),
            (Measure.TOTAL_YOY, growth(total, FEBRUARY)),
            (Measure.EXPORTS, level(exports, FEBRUARY)),
            (Measure.EXPORTS_YOY, rises[Flow.EXPORT]),
            (Measure.IMPORTS, level(imports, FEBRUARY)),
            (Measure.IMPORTS_YOY, rises[Flow.IMPORT]),
            (Measure.NET, net(exports, imports, FEBRUARY)),
        ]))))  # fmt: skip
    heads = ("省市", "进出口额", _YOY, "出口", _YOY, "进口", _YOY, "净出口")
    table = Table(
        3,
        "2025年2月各省市当月贸易额（亿美元）及同比变化（%）",
        tuple(map(Head, heads)),
        (Group("", tuple(rows)),),
        section="province-trade",
        by=Breakdown.PROVINCE,
        side=None,
        spans=(FEBRUARY,),
        notes=("注：（1）省市按照出口额大小由大（上）到小（下）排序。", f"“-”表明{NO_BASE}。"),
    )
    charts = (
        Chart(
            1,
            "2025年2月各省市出口同比变化（%）",
            ChartForm.BARS,
            "province-trade",
            (Series("出口", _YOY, tuple(points[Flow.EXPORT])),),
        ),
        Chart(
            2,
            "2025年2月各省市进口同比变化（%）",
            ChartForm.BARS,
            "province-trade",
            (Series("进口", _YOY, tuple(points[Flow.IMPORT])),),
        ),
    )
    return table, charts


def said(figure: Figure) -> Mention:
    """The figure in a sentence: with its unit, and its sign left to the word before it."""
    return Mention(figure, f"{figure.text.removeprefix('-')}{figure.unit}")


def _prose() -> tuple[Paragraph, Paragraph]:
    trades, _ = overview()
    exports, imports = (trades[label, FEBRUARY] for label in ("出口额", "进口额"))
    note = "本报告定义的锂离子蓄电池对应的产品分类及HS2022编码为：锂离子蓄电池（85076000）。"
    first: tuple[Run, ...] = (
        "2025年2月，中国锂离子蓄电池", Footnote(1, note), "出口",
        said(level(exports, FEBRUARY)), "，同比增长", said(growth(exports, FEBRUARY)),
        "；进口", said(level(imports, FEBRUARY)), "，同比下降",
        said(growth(imports, FEBRUARY)), "。",
    )  # fmt: skip
    nasty = Trade(Key(NASTY, "141"), Flow.EXPORT, 265_000_000, 175_300_000)
    second: tuple[Run, ...] = (
        f"31个省市中，广东、{NASTY}等地出口上升，其中后者出口",
        said(level(nasty, FEBRUARY)), "（见图1和表3）。",
    )  # fmt: skip
    return Paragraph(first), Paragraph(second, lead="出口变化：", item=True)


def words_of(code: str) -> DocumentWords:
    """What a language gives to renderers."""
    return find_language(code, Wording(), find_office()).words


def sample_document(language: str = "zh") -> Document:
    """The whole report, Chinese in what surrounds it or not; its own texts are."""
    _, table = overview()
    province_table, (exports, imports) = provinces()
    first, second = _prose()
    parts: tuple[Part, ...] = (
        Heading(1, "一、贸易总体情况"), first, table,
        Heading(1, "二、区域分布及变化情况"), Heading(2, "（一）出口区域及变化"), partners(),
        Heading(1, "三、分省变化情况"), second, exports, imports, province_table,
    )  # fmt: skip
    return Document(
        definition="sample",
        month=MONTH,
        office=find_office(),
        language=language,
        words=words_of(language),
        currency=Currency("USD"),
        subject="锂离子蓄电池",
        goods=(("锂离子蓄电池", "85076000"),),
        date=date(2025, 3, 20),
        cover=Cover(
            "中国锂离子蓄电池贸易月度监测报告", "(2025年1-2月)", "某大学 某实验室", "2025年3月20日"
        ),
        header="某大学某实验室—中国锂离子蓄电池贸易月度监测报告",
        notices=("样本数据：数字为虚构，仅供演示。", f"缺少文件 {NASTY}"),
        parts=parts,
    )
