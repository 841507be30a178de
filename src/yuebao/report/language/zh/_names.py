"""Chinese: months, names, headings and captions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import Flow
from yuebao.indicators import Reason
from yuebao.report.model import Window

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yuebao.domain import Month, Period
    from yuebao.report.language._wording import Wording

FLOW = {Flow.EXPORT: "出口", Flow.IMPORT: "进口", Flow.TOTAL: "进出口"}
_DIGITS = "零一二三四五六七八九十"
_REASONS = {
    Reason.NOT_LOADED: "数据未加载",
    Reason.BASE_NOT_LOADED: "上年同期数据未加载",
    Reason.BASE_ZERO: "上年同期为零",
    Reason.BASE_SMALL: "上年同期数额过小",
    Reason.WHOLE_ZERO: "当期总额为零",
    Reason.NOT_PUBLISHED: "海关未公布该项同比",
    Reason.LARGE: "上年同期基数过小，同比超出列示上限",
    Reason.NO_QUANTITY: "数据中没有该计量单位的数量",
}


class ChineseNames:
    """What things are called."""

    code = "zh"
    grouped = False
    """Whether thousands are set apart by commas."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording

    # Time

    def month(self, month: Month) -> str:
        """2025年2月."""
        return f"{month.year}年{month.month}月"

    def period(self, period: Period) -> str:
        """2025年2月, or 2025年1-2月."""
        if period.is_one_month():
            return self.month(period.first)
        return f"{period.first.year}年{period.first.month}-{period.last.month}月"

    def window_head(self, window: Window, period: Period) -> str:
        """The head over a window's columns: 2月当月, 1至2月累计."""
        if window is Window.MONTH:
            return f"{period.last.month}月当月"
        return f"{period.first.month}至{period.last.month}月累计"

    def date(self, day: date) -> str:
        """2025年3月20日."""
        return f"{day.year}年{day.month}月{day.day}日"

    # Names

    def flow(self, flow: Flow) -> str:
        """出口."""
        return FLOW[flow]

    def amount_label(self, flow: Flow, *, quantity: bool = False) -> str:
        """出口额, 出口量; of the total 进出口总额, 进出口总量."""
        whole = "总" if flow is Flow.TOTAL else ""
        return f"{FLOW[flow]}{whole}{'量' if quantity else '额'}"

    def flow_head(self, flow: Flow) -> str:
        """The head of a flow's column in the table of all provinces: 进出口额, 出口."""
        return "进出口额" if flow is Flow.TOTAL else FLOW[flow]

    all_goods = ""
    net_label = "净出口额"
    net_head = "净出口"
    value_head = "绝对值"
    share_head = "占比（%）"
    growth_head = "同比变化（%）"
    product_head = "产品"
    partner_head = "区域"
    province_head = "省市"
    bloc_group = "重点区域"

    def ranked_group(self, first: int) -> str:
        """排名前10地区."""
        return f"排名前{first}地区"

    def reason(self, reason: Reason) -> str:
        """Why a figure has no number."""
        return _REASONS[reason]

    def listing(self, names: Sequence[str]) -> str:
        """甲、乙和丙."""
        return names[0] if len(names) == 1 else "、".join(names[:-1]) + "和" + names[-1]

    # Headings and captions

    def chapter(self, number: int, title: str) -> str:
        """一、贸易总体情况."""
        if self.wording.numbering == "decimal":
            return f"{number} {title}"
        return f"{numeral(number)}、{title}"

    def subchapter(self, chapter: int, number: int, title: str) -> str:
        """（一）出口产品结构."""
        if self.wording.numbering == "decimal":
            return f"{chapter}.{number} {title}"
        return f"（{numeral(number)}）{title}"

    overview_title = "贸易总体情况"
    products_title = "产品结构情况"
    partners_title = "区域分布及变化情况"
    provinces_title = "分省变化情况"

    def products_subtitle(self, flow: Flow) -> str:
        """出口产品结构."""
        return f"{FLOW[flow]}产品结构"

    def partners_subtitle(self, flow: Flow) -> str:
        """出口区域分布及变化."""
        return f"{FLOW[flow]}区域分布及变化"

    def provinces_subtitle(self, flow: Flow) -> str:
        """出口变化."""
        return f"{FLOW[flow]}变化"

    def province_trade_title(self, window: Window, period: Period) -> str:
        """各省市2月当月贸易变化."""
        if window is Window.MONTH:
            return f"各省市{period.last.month}月当月贸易变化"
        return f"各省市{period.first.month}-{period.last.month}月累计贸易变化"

    def overview_caption(
        self, period: Period, label: str, flows: Sequence[Flow], units: Sequence[str]
    ) -> str:
        """2025年2月中国锂离子蓄电池进出口概况（亿美元/万个）."""
        flow = flows[0] if len(flows) == 1 else Flow.TOTAL
        return f"{self.period(period)}中国{label}{FLOW[flow]}概况（{'/'.join(units)}）"

    def products_caption(self, period: Period, label: str, flow: Flow, unit: str) -> str:
        """2025年7月中国芯片产品出口结构（亿美元）."""
        return f"{self.period(period)}中国{label}{FLOW[flow]}结构（{unit}）"

    def partners_caption(
        self, period: Period, label: str, flow: Flow, unit: str, first: int
    ) -> str:
        """2025年2月中国锂离子蓄电池前十大出口目的地（亿美元）."""
        place = "目的地" if flow is Flow.EXPORT else "来源地"
        return f"{self.period(period)}中国{label}前{numeral(first)}大{FLOW[flow]}{place}（{unit}）"

    def provinces_caption(self, period: Period, label: str, flow: Flow, unit: str) -> str:
        """2025年2月中国锂离子蓄电池分省出口情况（亿美元）."""
        return f"{self.period(period)}中国{label}分省{FLOW[flow]}情况（{unit}）"

    def province_trade_caption(self, window: Window, period: Period, unit: str) -> str:
        """2025年2月各省市当月贸易额（亿美元）及同比变化（%）."""
        word = "当月" if window is Window.MONTH else "累计"
        return f"{self.period(period)}各省市{word}贸易额（{unit}）及同比变化（%）"

    def growth_chart_caption(self, period: Period, flow: Flow) -> str:
        """2025年2月各省市出口同比变化（%）."""
        return f"{self.period(period)}各省市{FLOW[flow]}同比变化（%）"

    growth_axis = "同比变化（%）"

    def flow_of(self, flows: Sequence[Flow]) -> Flow:
        """The one flow, or the total of both."""
        return flows[0] if len(flows) == 1 else Flow.TOTAL

    def unit(self, label: str) -> str:
        """A printed unit by its label in a definition: the same."""
        return label

    def quantity_unit(self, unit: str, per: int) -> str:
        """万个: the customs unit, with how many of it make one."""
        return {1: "", 1000: "千", 10000: "万", 100000000: "亿"}[per] + unit

    def growth_of(self, flow: Flow) -> str:
        """进出口额同比."""
        return f"{'进出口' if flow is Flow.TOTAL else FLOW[flow]}额同比"

    def trend_caption(self, period: Period, label: str, flow: Flow, unit: str) -> str:
        """2023年3月至2026年2月中国锂离子蓄电池进出口额（亿美元）及同比变化（%）."""
        return f"{self.span(period)}中国{label}{FLOW[flow]}额（{unit}）及同比变化（%）"

    def structure_caption(self, period: Period, label: str, flow: Flow) -> str:
        """2024年8月至2025年7月中国芯片产品出口结构（%）."""
        return f"{self.span(period)}中国{label}{FLOW[flow]}结构（%）"

    def span(self, period: Period) -> str:
        """2023年3月至2026年2月."""
        return f"{self.month(period.first)}至{self.month(period.last)}"

    # Cover

    def cut_notice(self, file: str, month: Month) -> str:
        """That a file the report rests on is probably cut."""
        return f"数据可能不完整：文件{file}达到导出行数上限，{self.month(month)}的记录可能缺失。"

    def cover_period(self, period: Period) -> str:
        """（2025年1-2月）."""
        return f"（{self.period(period)}）"


def numeral(number: int) -> str:
    """A Chinese numeral up to 99; larger numbers stay as digits."""
    if number <= 10:
        return _DIGITS[number]
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")
