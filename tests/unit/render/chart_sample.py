"""Charts of months and of partners to draw: invented, with what makes drawing hard.

January and February dip as they do, one month is missing, one partner more than triples.
"""

from __future__ import annotations

from fractions import Fraction

from yuebao.domain import MONTH, Month, Period, round_exactly
from yuebao.indicators import Reason
from yuebao.report.model import (
    Chart,
    ChartForm,
    Figure,
    Indicator,
    Key,
    Point,
    Series,
    Side,
)

LAST = Month(2025, 12)
GROWTH = "同比变化（%）"
PRODUCTS = ("处理器及控制器", "存储器", "放大器", "其它集成电路", "多元件集成电路",
            "二极管及类似半导体器件", "晶体管", "集成电路零件")  # fmt: skip
Value = float | int | str | Fraction | None


def figure(value: Value, unit: str, label: str = "全部", month: Month = LAST) -> Figure:
    """A printed number to one place; `-` for None."""
    exact = None if value is None else Fraction(value)
    return Figure(
        text="-" if exact is None else str(round_exactly(exact, 1)),
        value=exact,
        unit=unit,
        indicator=Indicator.GROWTH if unit == "%" else Indicator.LEVEL,
        key=Key(label),
        side=Side.TOTAL,
        window=MONTH,
        period=Period.of_month(month),
        reason=Reason.BASE_ZERO if exact is None else None,
    )


def monthly(label: str, axis: str, unit: str, values: list[Value]) -> Series:
    """A series of months that ends with the last."""
    months = [LAST.plus(-back) for back in range(len(values) - 1, -1, -1)]
    pairs = zip(months, values, strict=True)
    return Series(
        label, axis, tuple(Point(str(m), figure(value, unit, label, m)) for m, value in pairs)
    )


def trend(months: int = 36, missing: tuple[int, ...] = (17,)) -> Chart:
    """Exports and imports by month, and growth of their sum."""
    exports: list[Value] = []
    imports: list[Value] = []
    growth: list[Value] = []
    for at in range(months):
        month = LAST.plus(at + 1 - months).month
        dip = {1: Fraction(7, 10), 2: Fraction(11, 20)}.get(month, Fraction(1))
        known, based = at not in missing, at - 12 not in missing
        exports.append((40 + Fraction(at, 2) + at * 7 % 5) * dip if known else None)
        imports.append((9 + Fraction(at, 9) + at * 5 % 3) * dip if known else None)
        growth.append(Fraction((at * 37) % 41 - 15) if known and based else None)
    return Chart(
        3,
        "2023年1月至2025年12月中国锂离子蓄电池进出口额（亿美元）及同比变化（%）",
        ChartForm.TREND,
        "overview",
        (
            monthly("出口额", "亿美元", "亿美元", exports),
            monthly("进口额", "亿美元", "亿美元", imports),
            monthly("进出口额同比", GROWTH, "%", growth),
        ),
    )


def stack(
    months: int = 24, products: int = 5, missing: frozenset[tuple[int, int]] = frozenset()
) -> Chart:
    """Shares of products by month; those missing by month and product."""
    weights = [
        [Fraction((products - part) * 8 + (at * (part + 3)) % 7) for part in range(products)]
        for at in range(months)
    ]
    return Chart(
        4,
        "2024年1月至2025年12月中国芯片产品出口结构（%）",
        ChartForm.STACK,
        "products",
        tuple(
            monthly(PRODUCTS[part], "占比（%）", "%", [
                None if (at, part) in missing else row[part] / sum(row) * 100
                for at, row in enumerate(weights)
            ])
            for part in range(products)
        ),
    )  # fmt: skip


def add_up(months: int = 12, missing: tuple[int, ...] = ()) -> Chart:
    """Three factors of either sign by month, and what they add up to."""
    names = ("价格", "结构", "数量")
    rows = [
        [Fraction((at * (7 + 4 * part)) % 23 - 11, 1 + part) for part in range(3)]
        for at in range(months)
    ]
    kept = [[None] * 3 if at in missing else row for at, row in enumerate(rows)]
    axis = "拉动（百分点）"
    return Chart(
        6,
        "2025年1月至2025年12月价格、结构、数量对中国锂离子蓄电池出口额同比增速的拉动（百分点）",
        ChartForm.SUM,
        "price",
        (
            *(
                monthly(name, axis, "百分点", [row[part] for row in kept])
                for part, name in enumerate(names)
            ),
            monthly("出口额同比", axis, "%", [sum(row, start=Fraction(0)) for row in rows]),
        ),
    )


PARTNERS: tuple[tuple[str, str, str | None], ...] = (
    ("美国", "74.1", "-9.2"),
    ("中国香港", "61.3", "12.4"),
    ("德国", "58.2", "239"),
    ("韩国", "30", "0"),
    ("沙特阿拉伯", "22.4", None),
    ("阿拉伯联合酋长国", "15.5", "4.4"),
)


def ranking() -> Chart:
    """Partners with their growth beside."""
    return Chart(
        5,
        "2025年1-12月中国锂离子蓄电池出口额排名前10地区（亿美元）",
        ChartForm.BARS,
        "partners",
        (
            Series("出口额", "亿美元", tuple(
                Point(name, figure(value, "亿美元", name)) for name, value, _ in PARTNERS
            )),
            Series(GROWTH, GROWTH, tuple(
                Point(name, figure(rate, "%", name)) for name, _, rate in PARTNERS
            )),
        ),
    )  # fmt: skip
