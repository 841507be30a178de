"""Chinese: the notes under tables, and the footnote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.report.language.zh._names import FLOW, ChineseNames
from yuebao.report.model import Window
from yuebao.report.numbers import NO_NUMBER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from yuebao.domain import Flow, Month, Period
    from yuebao.store import Correction

_ORDERS = {"total": "进出口额", "exports": "出口额", "imports": "进口额", "net": "净出口额"}


class ChineseNotes(ChineseNames):
    """What a reader must know of a table."""

    # Notes

    source_note = "数据来源：中国海关总署，下文同。"

    def notes(self, notes: Sequence[str]) -> tuple[str, ...]:
        """Notes under a table, numbered where there are several."""
        if len(notes) < 2:
            return tuple(f"注：{note}" for note in notes)
        return ("注：" + "".join(f"（{i}）{note}" for i, note in enumerate(notes, 1)),)

    def net_note(self, month: Period, year_to_date: Period | None) -> str:
        """What the growth column of the net row holds."""
        also = "" if year_to_date is None else f"（或{_months(year_to_date)}）"
        now, before = month.last, month.last.year_earlier()
        return (
            f"净出口额同比变化为绝对额数据，即{self.month(now)}{also}的净出口额"
            f"减去{self.month(before)}{also}的净出口额。"
        )

    base_note = "同比变化以目前可得的上年同期最新数据为基数计算。"
    first_base_note = "同比变化以上年同期数据首次公布时的数值为基数计算。"

    def rates_note(self, rates: Mapping[Month, Decimal], source: str) -> str:
        """The rates that turned yuan into dollars."""
        listed = "、".join(f"{self.month(month)}{rate}" for month, rate in rates.items())
        return f"美元值由人民币值按月度汇率（1美元合人民币元）折算：{listed}；汇率来源：{source}。"

    def correction_note(self, correction: Correction) -> str:
        """A known error of the source that was corrected."""
        return (
            f"{self.month(correction.month)}原始数据中的{correction.found}已更正为"
            f"{correction.correct}，原因：{correction.why}，依据：{correction.source}。"
        )

    official_level_note = "累计额为海关公布的累计数，含对以前月份的修订，可能不等于各月之和。"
    official_beside_note = "海关公布了累计同比的，列海关公布数，其基数为海关修订后的上年同期数据。"
    official_note = "同比变化为海关公布的累计同比，其基数为海关修订后的上年同期数据。"

    def product_share_note(self, subject: str) -> str:
        """What product shares are of."""
        return f"表中占比为该类产品贸易额占全部{subject}贸易额的比重，下文同。"

    def product_order_note(self, flow: Flow) -> str:
        """How the products are ordered."""
        return f"表中产品按照当月{FLOW[flow]}额由大到小排列。"

    def edition_note(self) -> str:
        """That growth crosses an HS edition."""
        return "报告期与上年同期适用不同版本的商品编码，同比变化可能受编码调整影响。"

    def partner_share_note(self, flow: Flow) -> str:
        """What partner shares are of."""
        return f"占比为该地区占表中商品{FLOW[flow]}总额的比重。"

    def partner_order_note(self, flow: Flow, first: int, *, windows: int) -> str:
        """How the partners are ordered."""
        return f"排名前{first}地区按照{FLOW[flow]}额由大到小排列{_separately(windows)}。"

    def re_import_note(self, *, included: bool, shares: bool) -> str:
        """What becomes of China as its own partner."""
        ranked = "贸易伙伴为中国的复进口不参与排名"
        if not shares:
            return f"{ranked}。"
        return f"{ranked}，计算比重所用的进口总额{'包含' if included else '不含'}复进口。"

    def province_order_note(self, flow: Flow, first: int, *, windows: int, complete: bool) -> str:
        """How the provinces are ordered, and whether these are all."""
        order = f"表中省市按照{FLOW[flow]}额由大到小排列{_separately(windows)}"
        if complete:
            return f"{order}。"
        return f"{order}，受限于版面仅汇报{FLOW[flow]}额排名前{first}省市的情况。"

    def province_trade_order_note(self, order_by: str) -> str:
        """How the table of all provinces is ordered."""
        return f"省市按照{_ORDERS[order_by]}由大到小排列。"

    def province_trade_net_note(self, window: Window) -> str:
        """What the columns hold."""
        word = "当月" if window is Window.MONTH else "累计"
        return f"进出口额、出口、进口均为各省市{word}贸易绝对值，净出口为{word}出口减{word}进口。"

    def dash_note(self, reasons: Sequence[str]) -> str:
        """What a dash means in this table."""
        return f"“{NO_NUMBER}”表明{'或'.join(reasons)}，不列数值。"

    def large_note(self, labels: Sequence[str]) -> str:
        """Whose growth comes from a tiny base."""
        return f"{'、'.join(labels)}的同比变化幅度较大，系上年同期基数很小所致。"

    def left_out_quantity_note(self, unit: str, rows: int) -> str:
        """How many facts had no quantity in the unit."""
        return f"数量仅汇总计量单位为{unit}的记录，另有{rows}条记录为其他计量单位，未计入。"

    def subject_footnote(
        self, subject: str, edition: int | None, products: Sequence[tuple[str, str]]
    ) -> str:
        """Which HS codes the subject is."""
        listed = "、".join(f"{label}（{code}）" for label, code in products)
        return f"本报告定义的{subject}对应的产品分类及HS{edition or ''}编码为：{listed}。"


def _months(period: Period) -> str:
    return f"{period.first.month}-{period.last.month}月"


def _separately(windows: int) -> str:
    return "，当月与累计分别排序" if windows > 1 else ""
