"""Small bulletins on all goods, in the form of the published ones, with values of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.reference import find_office

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

Line = tuple[str, float, float, float, float, float, float]
"""A name; exports and imports of the month, of the year to date, and of that a year before."""

MODES: Sequence[Line] = (
    ("一般贸易", 300, 150, 800, 420, 750, 425),
    ("进料加工贸易", 120, 60, 330, 170, 340, 165),
    ("来料加工贸易", 40, 20, 110, 55, 105, 0),
    ("其他", 40, 20, 60, 55, 50, 115),
)
ENTERPRISES: Sequence[Line] = (
    ("国有企业", 50, 80, 130, 230, 135, 240),
    ("外商投资企业", 150, 90, 370, 250, 360, 245),
    ("民营企业", 280, 75, 770, 205, 700, 205),
    ("其他企业", 20, 5, 30, 15, 50, 15),
)
LISTED: Sequence[Line] = (
    ("  欧洲联盟", 90, 40, 240, 110, 220, 112),
    ("    其中：德国", 40, 20, 100, 55, 96, 57),
    ("          法国", 15, 8, 40, 22, 41, 21),
    ("  美国", 70, 15, 200, 45, 220, 51),
    ("  东盟", 110, 60, 300, 165, 270, 150),
    ("    其中：越南", 35, 20, 95, 55, 80, 50),
)
TOTAL: Line = ("总值", 500, 250, 1300, 700, 1245, 705)


def partners() -> list[Line]:
    """All partners: a hundred and forty that trade little, the listed ones, and the rest."""
    held: list[Line] = [(line[0].split("：")[-1].strip(), *line[1:]) for line in LISTED]
    named = {"德国", "法国", "美国", "越南", "中国", "墨西哥"}
    little = [
        one.names["zh"]
        for one in find_office().partners
        if not one.retired and one.names["zh"] not in named
    ][:140]
    lines = [line for line in held if line[0] in named]
    lines += [(name, 2, 1, 5, 3, 5, 3) for name in little]
    sums = [sum(numbers) for numbers in zip(*(line[1:] for line in lines), strict=True)]
    out, into, out_to_date, into_to_date, out_before, into_before = (
        total - part for total, part in zip(TOTAL[1:], sums, strict=True)
    )
    return [
        *lines,
        ("中国", 0, into, 0, into_to_date, 0, into_before),
        ("墨西哥", out, 0, out_to_date, 0, out_before, 0),
    ]


def grown(now: float, before: float) -> str:
    """Growth as a bulletin prints it."""
    return f"{(now / before - 1) * 100:.1f}" if before else "-"


def write(
    path: Path,
    title: str,
    head: str,
    lines: Sequence[Line],
    *,
    month: int = 3,
    growth: bool = True,
    months: bool = True,
) -> Path:
    """A table of a month and the year to date, or of the latter alone, as CSV."""
    spans = [f"{month}月", f"1至{month}月"][not months :]
    heads = [f"{head}|进出口||出口||进口" if months else f"{head}|进出口|出口|进口"]
    heads[0] += "||累计比去年同期±％||" if growth and months else ""
    heads[0] += "|累计比去年同期±％||" if growth and not months else ""
    heads += ["|" + "|".join(spans * 3) + ("|进出口|出口|进口" if growth else "")]
    rows = [title, "单位：亿元人民币", *heads]
    for name, out, into, out_to_date, into_to_date, out_before, into_before in (TOTAL, *lines):
        flows = (
            (out + into, out_to_date + into_to_date, out_before + into_before),
            (out, out_to_date, out_before),
            (into, into_to_date, into_before),
        )
        values = [[f"{m:,.1f}", f"{to_date:,.1f}"][not months :] for m, to_date, _ in flows]
        rates = [grown(to_date, before) for _, to_date, before in flows] if growth else []
        rows.append("|".join([name, *(text for pair in values for text in pair), *rates]))
    width = max(row.count("|") for row in rows)
    text = "\n".join(
        ",".join(f'"{field}"' for field in (row + "|" * (width - row.count("|"))).split("|"))
        for row in rows
    )
    path.write_text(text + "\n", encoding="utf-8")
    return path


def bulletins(folder: Path, year: int = 2025, **options: bool) -> Mapping[str, Path]:
    """The tables of a March, by what they are."""
    named = f"{year}年3月进出口商品"
    return {
        "modes": write(
            folder / f"方式{year}.csv", f"{named}贸易方式总值表（人民币值）", "贸易方式", MODES,
            **options,
        ),
        "enterprises": write(
            folder / f"企业{year}.csv", f"{named}企业性质总值表（人民币值）", "企业性质",
            ENTERPRISES, **options,
        ),
        "listed": write(
            folder / f"主要国别{year}.csv", f"（4）{named}主要国别（地区）总值表（人民币值）",
            "进口原产国（地）\n出口最终目的国（地）", LISTED, **options,
        ),
        "partners": write(
            folder / f"国别{year}.csv", f"（2）{named}国别（地区）总值表（人民币值）",
            "进口原产国（地）\n出口最终目的国（地）", partners(), **options,
        ),
    }  # fmt: skip
