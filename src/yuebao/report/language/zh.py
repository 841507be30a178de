"""Chinese: how a careful editor words what the figures say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import Flow
from yuebao.indicators import Breakdown, Gap, Reason
from yuebao.report.model import Footnote, Mention, Run, Window
from yuebao.report.numbers import NO_NUMBER, is_printed_zero, without_sign

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yuebao.domain import Month, Period
    from yuebao.indicators import Missing
    from yuebao.report.language._ranked import Ranked
    from yuebao.report.model import Figure

_FLOW = {Flow.EXPORT: "出口", Flow.IMPORT: "进口", Flow.TOTAL: "进出口"}
_DIGITS = "零一二三四五六七八九十"
_BY = {
    Breakdown.COMMODITY: "",
    Breakdown.PARTNER: "贸易伙伴",
    Breakdown.MODE: "贸易方式",
    Breakdown.PROVINCE: "注册地省份",
}
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
_ORDERS = {"total": "进出口额", "exports": "出口额", "imports": "进口额", "net": "净出口额"}


class Chinese:
    """The phrases of a Chinese report."""

    code = "zh"
    grouped = False
    """Whether thousands are set apart by commas."""

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
        return _FLOW[flow]

    def amount_label(self, flow: Flow, *, quantity: bool = False) -> str:
        """出口额, 出口量; of the total 进出口总额, 进出口总量."""
        whole = "总" if flow is Flow.TOTAL else ""
        return f"{_FLOW[flow]}{whole}{'量' if quantity else '额'}"

    def flow_head(self, flow: Flow) -> str:
        """The head of a flow's column in the table of all provinces: 进出口额, 出口."""
        return "进出口额" if flow is Flow.TOTAL else _FLOW[flow]

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

    # Headings and captions

    def chapter(self, number: int, title: str) -> str:
        """一、贸易总体情况."""
        return f"{_numeral(number)}、{title}"

    def subchapter(self, number: int, title: str) -> str:
        """（一）出口产品结构."""
        return f"（{_numeral(number)}）{title}"

    overview_title = "贸易总体情况"
    products_title = "产品结构情况"
    partners_title = "区域分布及变化情况"
    provinces_title = "分省变化情况"

    def products_subtitle(self, flow: Flow) -> str:
        """出口产品结构."""
        return f"{_FLOW[flow]}产品结构"

    def partners_subtitle(self, flow: Flow) -> str:
        """出口区域分布及变化."""
        return f"{_FLOW[flow]}区域分布及变化"

    def provinces_subtitle(self, flow: Flow) -> str:
        """出口变化."""
        return f"{_FLOW[flow]}变化"

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
        return f"{self.period(period)}中国{label}{_FLOW[flow]}概况（{'/'.join(units)}）"

    def products_caption(self, period: Period, label: str, flow: Flow, unit: str) -> str:
        """2025年7月中国芯片产品出口结构（亿美元）."""
        return f"{self.period(period)}中国{label}{_FLOW[flow]}结构（{unit}）"

    def partners_caption(
        self, period: Period, label: str, flow: Flow, unit: str, first: int
    ) -> str:
        """2025年2月中国锂离子蓄电池前十大出口目的地（亿美元）."""
        place = "目的地" if flow is Flow.EXPORT else "来源地"
        return (
            f"{self.period(period)}中国{label}前{_numeral(first)}大{_FLOW[flow]}{place}（{unit}）"
        )

    def provinces_caption(self, period: Period, label: str, flow: Flow, unit: str) -> str:
        """2025年2月中国锂离子蓄电池分省出口情况（亿美元）."""
        return f"{self.period(period)}中国{label}分省{_FLOW[flow]}情况（{unit}）"

    def province_trade_caption(self, window: Window, period: Period, unit: str) -> str:
        """2025年2月各省市当月贸易额（亿美元）及同比变化（%）."""
        word = "当月" if window is Window.MONTH else "累计"
        return f"{self.period(period)}各省市{word}贸易额（{unit}）及同比变化（%）"

    def growth_chart_caption(self, period: Period, flow: Flow) -> str:
        """2025年2月各省市出口同比变化（%）."""
        return f"{self.period(period)}各省市{_FLOW[flow]}同比变化（%）"

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
        return f"{'进出口' if flow is Flow.TOTAL else _FLOW[flow]}额同比"

    def trend_caption(self, period: Period, label: str, flow: Flow, unit: str) -> str:
        """2023年3月至2026年2月中国锂离子蓄电池进出口额（亿美元）及同比变化（%）."""
        return f"{self.span(period)}中国{label}{_FLOW[flow]}额（{unit}）及同比变化（%）"

    def structure_caption(self, period: Period, label: str, flow: Flow) -> str:
        """2024年8月至2025年7月中国芯片产品出口结构（%）."""
        return f"{self.span(period)}中国{label}{_FLOW[flow]}结构（%）"

    def span(self, period: Period) -> str:
        """2023年3月至2026年2月."""
        return f"{self.month(period.first)}至{self.month(period.last)}"

    # Phrases

    def change(self, growth: Figure) -> tuple[Run, ...]:
        """同比增长5.2%; 同比下降; 同比持平; nothing where there is no number."""
        if growth.value is None:
            return ()
        if growth.value == 0:
            return ("，同比持平",)
        if is_printed_zero(growth.text):
            return ("，同比基本持平",)
        word = "增长" if growth.value > 0 else "下降"
        return (f"，同比{word}", Mention(growth, without_sign(growth.text) + growth.unit))

    def amount(self, figure: Figure) -> Mention:
        """42.7亿美元."""
        return Mention(figure, figure.text + figure.unit)

    def net(self, figure: Figure) -> tuple[Run, ...]:
        """净出口40.0亿美元, or 净进口 by the sign."""
        if figure.value is None:
            return ()
        if figure.value == 0:
            return ("进出口相抵",)
        word = "净出口" if figure.value > 0 else "净进口"
        return (word, Mention(figure, without_sign(figure.text) + figure.unit))

    def listing(self, names: Sequence[str]) -> str:
        """甲、乙和丙."""
        return names[0] if len(names) == 1 else "、".join(names[:-1]) + "和" + names[-1]

    def figures(self, figures: Sequence[Figure]) -> tuple[Run, ...]:
        """1.0亿美元、0.9亿美元和0.8亿美元."""
        runs: list[Run] = []
        for place, figure in enumerate(figures):
            if place:
                runs.append("和" if place == len(figures) - 1 else "、")
            runs.append(self.amount(figure))
        return tuple(runs)

    # Sentences

    def overview(
        self,
        window: Window,
        period: Period,
        subject: tuple[Run, ...],
        flows: Sequence[tuple[Flow, Figure, Figure]],
        net: Figure | None,
    ) -> tuple[Run, ...]:
        """Total and growth, then each flow, then the net."""
        cumulative = "累计" if window is Window.YEAR_TO_DATE else ""
        runs: list[Run] = [f"{self.period(period)}，中国", *subject]
        (first, value, growth), *rest = flows
        runs += [f"{cumulative}{_FLOW[first]}", self.amount(value), *self.change(growth)]
        if rest:
            runs.append("。其中，")
        for place, (flow, value, growth) in enumerate(rest):
            runs += ["；" if place else "", f"{cumulative}{_FLOW[flow]}"]
            runs += [self.amount(value), *self.change(growth)]
        if net is not None and net.value is not None:
            runs += ["；", "累计" if cumulative else "当月", *self.net(net)]
        return (*runs, "。")

    def quantity_overview(
        self,
        window: Window,
        period: Period,
        subject: str,
        flows: Sequence[tuple[Flow, Figure, Figure]],
    ) -> tuple[Run, ...]:
        """The same for quantities, which have no net."""
        cumulative = "累计" if window is Window.YEAR_TO_DATE else ""
        (first, value, growth), *rest = flows
        word = "进出口总量" if first is Flow.TOTAL else f"{_FLOW[first]}量"
        runs: list[Run] = [f"{self.period(period)}，中国{subject}{cumulative}{word}为"]
        runs += [self.amount(value), *self.change(growth)]
        if rest:
            runs.append("。其中，")
        for place, (flow, value, growth) in enumerate(rest):
            runs += ["；" if place else "", f"{cumulative}{_FLOW[flow]}"]
            runs += [self.amount(value), *self.change(growth)]
        return (*runs, "。")

    def products(
        self,
        window: Window,
        period: Period,
        subject: str,
        flow: Flow,
        first: Sequence[Ranked],
        note: Footnote | None,
    ) -> tuple[Run, ...]:
        """The largest products, their value, share and growth."""
        word = _FLOW[flow]
        runs: list[Run] = [f"{self.period(period)}，中国{_first(len(first))}{word}{subject}"]
        if note is not None:
            runs.append(note)
        runs += ["为", self.listing([entry.key.label for entry in first]), "，"]
        cumulative = "累计" if window is Window.YEAR_TO_DATE else ""
        runs += [f"{cumulative}{word}{_each(first)}", *self.figures([e.value for e in first])]
        shares = [entry.share for entry in first if entry.share is not None]
        runs += [f"，占全部{subject}{word}比重{_each(first)}", *self.figures(shares)]
        return (*runs, *self._rates(first), "。")

    def blocs(
        self, period: Period, subject: str, flow: Flow, blocs: Sequence[Ranked]
    ) -> tuple[Run, ...]:
        """中国向东盟、欧盟地区出口芯片产品分别为…, without a full stop."""
        toward = "向" if flow is Flow.EXPORT else "从"
        names = "、".join(entry.key.label for entry in blocs)
        runs: list[Run] = [
            f"{self.period(period)}，中国{toward}{names}地区{_FLOW[flow]}{subject}{_each(blocs)}"
        ]
        runs += self.figures([entry.value for entry in blocs])
        return (*runs, *self._rates(blocs))

    def partners(
        self,
        period: Period | None,
        subject: str,
        flow: Flow,
        first: Sequence[Ranked],
    ) -> tuple[Run, ...]:
        """The largest partners; continues a sentence where there is no period to begin with."""
        word = _FLOW[flow]
        opening = f"；中国{subject}" if period is None else (
            f"{self.period(period)}，从{word}金额看，中国{subject}"
        )  # fmt: skip
        runs: list[Run] = [
            f"{opening}{_first(len(first))}{word}贸易伙伴为"
            f"{self.listing([entry.key.label for entry in first])}，{word}{_each(first)}"
        ]
        runs += self.figures([entry.value for entry in first])
        shares = [entry.share for entry in first if entry.share is not None]
        if shares:
            runs += [f"，{'分别' if len(first) > 1 else ''}占{subject}{word}总额的"]
            runs += self.figures(shares)
        return (*runs, *self._rates(first), "。")

    def provinces(
        self, period: Period, subject: str, flow: Flow, first: Sequence[Ranked], *, define: bool
    ) -> tuple[Run, ...]:
        """The largest provinces by one flow; the first such sentence defines the short word."""
        word = _FLOW[flow]
        runs: list[Run] = [
            f"{self.period(period)}，中国{_first(len(first))}{subject}{word}{_province(define)}为"
            f"{self.listing([entry.key.label for entry in first])}，{word}{_each(first)}"
        ]
        runs += self.figures([entry.value for entry in first])
        return (*runs, *self._rates(first), "。")

    def province_totals(
        self, period: Period, first: Sequence[Ranked], *, define: bool
    ) -> tuple[Run, ...]:
        """The provinces that trade most."""
        runs: list[Run] = [
            f"{self.period(period)}，我国进出口贸易总额排名前{_numeral(len(first))}的"
            f"{_province(define)}为{self.listing([e.key.label for e in first])}，"
            f"进出口贸易总额{_each(first)}"
        ]
        runs += self.figures([entry.value for entry in first])
        return (*runs, *self._rates(first, "同比变化"), "。")

    def province_flow_lead(self, flow: Flow) -> str:
        """出口变化：."""
        return f"{_FLOW[flow]}变化："

    def province_flow(
        self, flow: Flow, first: Sequence[Ranked], counts: Sequence[Run], see: str
    ) -> tuple[Run, ...]:
        """The first provinces of a flow, then how many fell and rose."""
        word = _FLOW[flow]
        runs: list[Run] = [
            f"{word}排名前{_numeral(len(first))}的省市为"
            f"{self.listing([e.key.label for e in first])}，{word}{_each(first)}"
        ]
        runs += self.figures([entry.value for entry in first])
        return (*runs, *self._rates(first, "同比变化"), "。", *counts, see, "。")

    def counts(
        self, flow: Flow, everyone: Figure, groups: Sequence[tuple[str, Sequence[str], Figure]]
    ) -> tuple[Run, ...]:
        """31个省市中，广东、江苏、浙江等14个省市出口额相比去年同期下降.

        Args:
            flow: What is compared.
            everyone: How many provinces there are.
            groups: Direction (`down`, `up`, `flat`, `unknown`), the largest of them, their count.
        """
        words = {
            "down": "相比去年同期下降",
            "up": "相比去年同期上升",
            "flat": "与去年同期持平",
            "unknown": "无法与去年同期比较",
        }
        runs: list[Run] = [Mention(everyone, everyone.text), "个省市中"]
        for direction, largest, count in groups:
            names = "、".join(largest)
            etc = "等" if count.value is not None and count.value > len(largest) else ""
            runs += [f"，{names}{etc}", Mention(count, count.text)]
            runs.append(f"个省市{_FLOW[flow]}额{words[direction]}")
        return tuple(runs)

    def see(self, chart: int | None, table: int) -> str:
        """（见图1和表1）."""
        return f"（见图{chart}和表{table}）" if chart is not None else f"（见表{table}）"

    def left_out(self, flow: Flow, breakdown: Breakdown, missing: Missing) -> str:
        """Why a part of the report is not there."""
        by = f"按{_BY[breakdown]}划分的" if _BY[breakdown] else ""
        why = {
            Gap.NOT_LOADED: f"未加载{by}{_FLOW[flow]}数据",
            Gap.PARTIAL: f"已加载的{_FLOW[flow]}数据仅含部分贸易伙伴或省份，不能代表全国",
            Gap.DIMENSION: f"已加载的{_FLOW[flow]}数据未{by.removesuffix('的') or '细分'}",
            Gap.MONTHS: f"缺少{by}{_FLOW[flow]}数据"
            f"（{'、'.join(self.month(month) for month in missing.months)}）",
        }[missing.gap]
        return f"{why}，本报告不列{_FLOW[flow]}部分。"

    def _rates(self, entries: Sequence[Ranked], word: str = "同比增速") -> tuple[Run, ...]:
        """，同比增速分别为…; entities without a rate are named apart, with the reason."""
        known = [entry for entry in entries if entry.growth.value is not None]
        runs: list[Run] = []
        if known and len(known) == len(entries):
            runs += [f"，{word}{_each(entries)}", *self.figures([e.growth for e in known])]
        elif known:
            names = self.listing([entry.key.label for entry in known])
            runs += [f"，其中{names}{word}{_each(known)}"]
            runs += self.figures([entry.growth for entry in known])
        for entry in entries:
            if entry.growth.value is None and known:
                runs.append(f"，{entry.key.label}{entry.growth.reason}")
        return tuple(runs)

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
    official_level_note = "累计额为海关公布的累计数，含对以前月份的修订，可能不等于各月之和。"
    official_note = "同比变化为海关公布的累计同比，其基数为海关修订后的上年同期数据。"

    def product_share_note(self, subject: str) -> str:
        """What product shares are of."""
        return f"表中占比为该类产品贸易额占全部{subject}贸易额的比重，下文同。"

    def product_order_note(self, flow: Flow) -> str:
        """How the products are ordered."""
        return f"表中产品按照当月{_FLOW[flow]}额由大到小排列。"

    def edition_note(self) -> str:
        """That growth crosses an HS edition."""
        return "报告期与上年同期适用不同版本的商品编码，同比变化可能受编码调整影响。"

    def partner_share_note(self, flow: Flow) -> str:
        """What partner shares are of."""
        return f"占比为该地区占表中商品{_FLOW[flow]}总额的比重。"

    def partner_order_note(self, flow: Flow, first: int, *, windows: int) -> str:
        """How the partners are ordered."""
        return f"排名前{first}地区按照{_FLOW[flow]}额由大到小排列{_separately(windows)}。"

    def re_import_note(self, *, included: bool, shares: bool) -> str:
        """What becomes of China as its own partner."""
        ranked = "贸易伙伴为中国的复进口不参与排名"
        if not shares:
            return f"{ranked}。"
        return f"{ranked}，计算比重所用的进口总额{'包含' if included else '不含'}复进口。"

    def province_order_note(self, flow: Flow, first: int, *, windows: int) -> str:
        """How the provinces are ordered, and that these are not all."""
        return (
            f"表中省市按照{_FLOW[flow]}额由大到小排列{_separately(windows)}，"
            f"受限于版面仅汇报{_FLOW[flow]}额排名前{first}省市的情况。"
        )

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

    # Cover

    def cover_period(self, period: Period) -> str:
        """（2025年1-2月）."""
        return f"（{self.period(period)}）"


def _numeral(number: int) -> str:
    """A Chinese numeral up to 99; larger numbers stay as digits."""
    if number <= 10:
        return _DIGITS[number]
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")


def _months(period: Period) -> str:
    return f"{period.first.month}-{period.last.month}月"


def _first(number: int) -> str:
    return "最大" if number == 1 else f"前{_numeral(number)}大"


def _each(entries: Sequence[Ranked]) -> str:
    return "分别为" if len(entries) > 1 else "为"


def _separately(windows: int) -> str:
    return "，当月与累计分别排序" if windows > 1 else ""


def _province(define: bool) -> str:
    return "省/直辖市（下文简称“省市”）" if define else "省市"
