"""Chinese: months, names, headings and captions."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from yuebao.domain import JANUARY_FEBRUARY, MONTH, YEAR_TO_DATE, Flow
from yuebao.report.language._lists import word_of
from yuebao.report.language._office import OfficeNames
from yuebao.report.language.zh._goods import heading_name, word_beginnings
from yuebao.report.language.zh._terms import MannerTerms, terms_of
from yuebao.report.words import LISTED_CODES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yuebao.domain import Month, Period, Span, Window
    from yuebao.indicators import Reason
    from yuebao.reference import CurrencyWords, LargerUnit, Office

FLOW = {Flow.EXPORT: "出口", Flow.IMPORT: "进口", Flow.TOTAL: "进出口"}
_DIGITS = "零一二三四五六七八九十"

_SCALES = {1: "", 10**3: "千", 10**4: "万", 10**6: "百万", 10**8: "亿", 10**12: "万亿"}
_QUARTERS = "一二三四"
_RANGES = {"hyphen": "-", "dash": "—"}


@cache
def _word_beginnings(office: Office) -> frozenset[str]:
    return word_beginnings(office.commodities.every_name("zh"))


class ChineseNames(OfficeNames):
    """What things are called."""

    code = "zh"
    scales: tuple[int, ...] = (1, 10**4, 10**8)
    spoken_scales: tuple[int, ...] = (1, 10**4, 10**8, 10**12)
    package = "yuebao.report.language.zh"

    # Time

    def month(self, month: Month) -> str:
        """2025年2月."""
        return f"{month.year}年{month.month}月"

    def period(self, period: Period) -> str:
        """2025年2月, 2025年1-2月, or 2024年7月至2025年6月."""
        if period.is_one_month():
            return self.month(period.first)
        if period.first.year != period.last.year:
            return self.between(period.first, period.last)
        if self.wording.official and (period.first.month, period.last.month) == (1, 12):
            return f"{period.first.year}年"
        return f"{period.first.year}年{self.months(period)}"

    def months(self, period: Period) -> str:
        """2月, 1-2月, or 1—2月."""
        first, last = period.first.month, period.last.month
        if first == last:
            return f"{last}月"
        return f"{first}{_RANGES[self.wording.ranges]}{last}月"

    def when(self, span: Span) -> str:
        """2025年2月; 2025年1-2月; 截至2025年2月的12个月; 2025年一季度; 2025年上半年."""
        last = span.period.last
        match span.window.name:
            case "rolling12":
                return f"截至{self.month(last)}的12个月"
            case "quarter" | "half":
                return f"{last.year}年{self.window_head(span)}"
            case _:
                return self.period(span.period)

    def dated(self, span: Span) -> str:
        """2025年2月; 2025年2月（比1月）: a window in the caption of a table."""
        compared = "" if span.yearly else f"（比{span.base.last.month}月）"
        return f"{self.when(span)}{compared}"

    def stretch(self, first: Span, last: Span) -> str:
        """截至2022年12月至2025年12月各月的近12个月; 2022年一季度至2025年四季度各季度."""
        end = last.period.last
        match first.window.name:
            case "rolling12":
                return f"{self.between(first.period.last, end)}各月近12个月"
            case "quarter":
                return f"{self.when(first)}至{self.when(last)}各季度"
            case "half":
                return f"{self.when(first)}至{self.when(last)}各半年"
            case _:
                months = self.months(last.period)
                return f"{first.period.last.year}年至{end.year}年各年{months}"

    def window(self, span: Span) -> str:
        """当月, 累计: how notes call a window.

        Raises:
            UserError: Chinese has no words for the window.
        """
        if span.window == JANUARY_FEBRUARY:
            return self.months(span.period)
        return word_of(self.words.names.windows, span.window, self.code)

    def window_head(self, span: Span) -> str:
        """The head over a window's columns: 2月当月, 1至2月累计, 近12个月, 一季度, 上半年."""
        first, last = span.period.first.month, span.period.last.month
        if self.wording.official and span.window in (MONTH, YEAR_TO_DATE):
            return "全年" if (first, last) == (1, 12) else self.months(span.period)
        match span.window.name:
            case "month":
                return f"{last}月当月"
            case "ytd":
                return f"{first}至{last}月累计"
            case "mom":
                return f"{last}月比{span.base.last.month}月"
            case _:
                return self._part_of_year(span)

    def _part_of_year(self, span: Span) -> str:
        """一季度, 上半年; what else a window is called."""
        last = span.period.last.month
        if span.window.name == "quarter":
            return f"{_QUARTERS[last // 3 - 1]}季度"
        if span.window.name == "half":
            return "上半年" if last == 6 else "下半年"
        return self.window(span)

    def between(self, first: Month, last: Month) -> str:
        """2023年3月至2026年2月."""
        return f"{self.month(first)}至{self.month(last)}"

    def date(self, day: date) -> str:
        """2025年3月20日."""
        return f"{day.year}年{day.month}月{day.day}日"

    # Names

    @property
    def terms(self) -> MannerTerms:
        """The house style's words for things."""
        return terms_of(official=self.wording.official)

    def of_part(self, goods: str) -> str:
        """对越南蓄电池, 一般贸易项下蓄电池."""
        toward = f"对{self.listing(self.counterparts)}" if self.counterparts else ""
        how = f"{self.listing(self.regimes)}项下" if self.regimes else ""
        return f"{toward}{how}{goods}"

    def without_counterparts(self, subject: str) -> str:
        """The goods where partners are told apart, of which those reported are the whole."""
        toward = f"对{self.listing(self.counterparts)}" if self.counterparts else ""
        return subject.removeprefix(toward)

    def largest(self, flow: Flow, first: str, subject: str) -> str:
        """前两大出口蓄电池; of a part of trade 对越南出口的前两大蓄电池."""
        if not (part := self.of_part("")):
            return f"{first}{FLOW[flow]}{subject}"
        toward = (
            f"自{part.removeprefix('对')}" if flow is Flow.IMPORT and self.counterparts else part
        )
        return f"{toward}{FLOW[flow]}的{first}{subject.removeprefix(part)}"

    def place(self, flow: Flow) -> str:
        """目的地, 来源地: partners as one flow has them."""
        return self.terms.destination if flow is Flow.EXPORT else self.terms.origin

    def flow(self, flow: Flow) -> str:
        """出口."""
        return FLOW[flow]

    def amount_label(self, flow: Flow, *, quantity: bool = False) -> str:
        """出口额, 出口量; of the total 进出口总额, 进出口总量."""
        whole = "总" if flow is Flow.TOTAL else ""
        return f"{FLOW[flow]}{whole}{'量' if quantity else '额'}"

    def traded(self, flows: Sequence[Flow]) -> str:
        """贸易, or 出口 or 进口 where that is all."""
        return FLOW[flows[0]] if len(flows) == 1 else "贸易"

    all_goods = ""
    share_head = "占比（%）"

    def on(self, of: Span | Window) -> str:
        """同比, 环比: with what a window is compared."""
        return "同比" if of.yearly else "环比"

    def earlier(self, of: Span | Window) -> str:
        """上年同期, 上月: what it is compared with."""
        return "上年同期" if of.yearly else "上月"

    def growth_head(self, of: Span | Window) -> str:
        """同比变化（%）."""
        return f"{self.on(of)}变化（%）"

    def reason(self, reason: Reason, of: Span | Window) -> str:
        """Why a figure of a window has no number."""
        return self.words.names.reason(reason, yearly=of.yearly)

    def heading_name(self, code: str, names: Sequence[str]) -> str:
        """电池（HS8507）."""
        return heading_name(code, names, _word_beginnings(self.office))

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

    def value_unit(self, currency: CurrencyWords, per: int) -> str:
        """亿美元: a currency, with how many of it make one."""
        return _SCALES[per] + self.unit_word(currency)

    def quantity_unit(self, unit: str, per: int, larger: LargerUnit | None = None) -> str:
        """万个: a unit of quantity, or a larger one, with how many of it make one."""
        return _SCALES[per] + self.unit_name(unit, larger)

    def growth_of(self, flow: Flow, of: Span | Window) -> str:
        """进出口额同比."""
        return f"{FLOW[flow]}额{self.on(of)}"

    def trend_caption(
        self, period: str, label: str, flow: Flow, unit: str, of: Span | Window
    ) -> str:
        """2023年3月至2026年2月中国锂离子蓄电池进出口额（亿美元）及同比变化（%）."""
        return f"{period}{self.trader}{label}{FLOW[flow]}额（{unit}）及{self.growth_head(of)}"

    # Cover

    def cut_notice(self, file: str, month: Month) -> str:
        """That a file the report rests on is probably cut."""
        return f"数据可能不完整：文件{file}达到导出行数上限，{self.month(month)}的记录可能缺失。"

    def part_notice(
        self, flow: Flow, periods: Sequence[Period], goods: Sequence[str], lacking: Sequence[str]
    ) -> str:
        """That the report rests on a part of its HS codes: some were never asked for."""
        when = "、".join(map(self.period, periods))
        rest = f"等{len(lacking)}个编码" if len(lacking) > LISTED_CODES else ""
        missed = "、".join(lacking[:LISTED_CODES]) + rest
        return (
            f"数据不完整：{when}的{FLOW[flow]}数据仅为税号{'、'.join(goods)}的一部分，"
            f"未包括税号{missed}，合计可能偏低。"
        )

    def left_out_notice(self, file: str, columns: Sequence[str]) -> str:
        """That columns of a file were left out."""
        return f"文件{file}未采用“{'、'.join(columns)}”栏，所用数据按其余各栏汇总。"

    def uneven_notice(self, file: str) -> str:
        """That the parts of a table miss its totals."""
        return f"文件{file}所列各部分之和与其总计不符，均按原表列示。"

    def cover_period(self, span: Span) -> str:
        """（2025年1-2月）."""
        return f"（{self.when(span)}）"


def numeral(number: int) -> str:
    """A Chinese numeral up to 99; larger numbers stay as digits."""
    if number <= 10:
        return _DIGITS[number]
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")
