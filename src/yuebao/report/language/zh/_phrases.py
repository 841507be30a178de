"""Chinese: the phrases that sentences are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.domain import YEAR_TO_DATE
from yuebao.indicators import Breakdown, Gap
from yuebao.report.language._lists import joined
from yuebao.report.language.zh._names import FLOW, ChineseNames, numeral
from yuebao.report.model import Direction, Indicator, Mention, Run
from yuebao.report.numbers import is_printed_zero, without_sign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Flow, Span
    from yuebao.report.model import Figure, LeftOut, Nothing, Standing

_BY = {
    Breakdown.COMMODITY: "",
    Breakdown.PARTNER: "贸易伙伴",
    Breakdown.MODE: "贸易方式",
    Breakdown.ENTERPRISE: "企业类型",
    Breakdown.BLOC: "国家（地区）组",
}
_OF_PRICES = frozenset({Indicator.PRICE, Indicator.UNIT_VALUE_GROWTH})


class ChinesePhrases(ChineseNames):
    """What the figures say."""

    # Phrases

    def change(self, growth: Figure) -> tuple[Run, ...]:
        """同比增长5.2%; 同比下降; 同比持平; nothing where there is no number."""
        on = self.on(growth.window)
        if growth.value is None:
            return ()
        if growth.value == 0:
            return (f"，{on}持平",)
        if is_printed_zero(growth.text):
            return (f"，{on}基本持平",)
        return (f"，{on}", *self.went_by(growth))

    def changed(self, growth: Figure) -> tuple[Run, ...]:
        """What `change` says where no amount stands before it: 同比增长5.2%."""
        first, *rest = self.change(growth) or ("",)
        return tuple(run for run in (str(first).removeprefix("，"), *rest) if run)

    def went_by(self, growth: Figure) -> tuple[Run, ...]:
        """下降13.3%; 增长8.7%; 基本持平; of prices 上涨2.8%, 下跌3.1%."""
        if growth.value is None or is_printed_zero(growth.text):
            return ("基本持平",)
        rose = growth.value > 0
        word = self.way(Direction.UP if rose else Direction.DOWN)
        if growth.indicator in _OF_PRICES:
            word = "上涨" if rose else "下跌"
        return (word, Mention(growth, f"{without_sign(growth.text)}{growth.unit}"))

    def way(self, way: Direction) -> str:
        """增长, or what the theme says for it; 下降; 持平."""
        words = {Direction.UP: self.wording.rise, Direction.DOWN: "下降", Direction.FLAT: "持平"}
        return words[way]

    def amount(self, figure: Figure) -> Mention:
        """42.7亿美元."""
        return Mention(figure, "".join(figure.in_sentence()))

    def net(self, figure: Figure) -> tuple[Run, ...]:
        """净出口40.0亿美元, or 净进口 by the sign."""
        if figure.value is None:
            return ()
        if figure.value == 0:
            return ("进出口相抵",)
        if is_printed_zero(figure.text):
            return ("进出口基本相抵",)
        word = "净出口" if figure.value > 0 else "净进口"
        return (word, Mention(figure, without_sign("".join(figure.in_sentence()))))

    def figures(self, figures: Sequence[Figure]) -> tuple[Run, ...]:
        """1.0亿美元、0.9亿美元和0.8亿美元."""
        return joined(list(map(self.amount, figures)), "、", "和")

    def cumulative(self, span: Span) -> str:
        """累计, before what is said of the year to date; 全年 where that is all of it."""
        if span.window != YEAR_TO_DATE:
            return ""
        whole = self.wording.official and span.period.last.month == 12
        return "全年" if whole else self.window(span)

    def rates(self, entries: Sequence[Standing], rate: str = "增速") -> tuple[Run, ...]:
        """，同比增速分别为…; entities without a rate are named apart, with the reason."""
        word = f"{self.on(entries[0].growth.window)}{rate}" if entries else ""
        known = [entry for entry in entries if entry.growth.value is not None]
        runs: list[Run] = []
        if known and len(known) == len(entries):
            runs += [f"，{word}{each(entries)}", *self.figures([e.growth for e in known])]
        elif known:
            runs += [f"，其中{self.names(known)}{word}{each(known)}"]
            runs += self.figures([entry.growth for entry in known])
        for entry in entries:
            if entry.growth.reason is not None and entry.growth.value is None and known:
                runs.append(
                    f"，{entry.key.label}{self.reason(entry.growth.reason, entry.growth.window)}"
                )
        return tuple(runs)

    def placed(self, number: int) -> str:
        """排名第一, 排名前三; 居第一位, 居前两位, 居前三位."""
        if number == 1:
            return self.terms.first_in_order
        two = number == 2 and self.wording.official
        return self.terms.in_order.format(first="两" if two else numeral(number))

    def names(self, entries: Sequence[Standing]) -> str:
        """甲、乙和丙."""
        return self.listing([entry.key.label for entry in entries])

    def shares(self, entries: Sequence[Standing]) -> tuple[Run, ...]:
        """30.1%、20.0%和10.5%; nothing where they have none."""
        return self.figures([entry.share for entry in entries if entry.share is not None])

    # Sentences

    compilation_title = "编制说明"

    def nothing(self, statement: Nothing, subject: str) -> tuple[Run, ...]:
        """2025年2月，中国没有锂离子蓄电池进口."""
        return (f"{self.when(statement.span)}，{self.trader}没有{subject}{FLOW[statement.flow]}。",)

    def left_out(self, statements: Sequence[LeftOut]) -> tuple[Run, ...]:
        """本期未取得进口数据，报告不含进口情况."""
        first, place = statements[0], self.regions.kind
        flow = flows_word([one.flow for one in statements])
        kinds = list(dict.fromkeys(map(self._broken_by, statements)))
        named = [kind for kind, _ in kinds if kind]
        by = f"按{self.listing(named)}划分的" if named else ""
        goods = "所列产品" if first.products else ""
        months = "、".join(self.month(month) for month in first.missing.months)
        why = {
            Gap.NOT_LOADED: f"本期未取得{goods}{by}{flow}数据",
            Gap.PARTIAL: f"所取得的{flow}数据仅涵盖部分贸易伙伴或{place}，不能代表全国",
            Gap.DIMENSION: f"所取得的{flow}数据未{by.removesuffix('的') or '细分'}",
            Gap.MONTHS: f"未取得{goods}{months}{by}{flow}数据",
            Gap.PARTS: f"所取得的{months}{goods}{flow}数据仅含部分商品编码",
        }[first.missing.gap]
        when = "" if first.span is None else self.when(first.span)
        each = "、".join(each for _, each in kinds)
        return (f"{why}，报告不含{when}{each}{flow}情况。",)

    def _broken_by(self, statement: LeftOut) -> tuple[str, str]:
        """By what data are broken down, and how the part that is left out is called."""
        if statement.breakdown is Breakdown.PROVINCE:
            return f"注册地{self.regions.kind}", self.regions.by
        if statement.products:
            return "", "分产品"
        kind = _BY[statement.breakdown]
        return kind, f"分{kind}" if kind else ""


def flows_word(flows: Sequence[Flow]) -> str:
    """出口, 进口, or 进出口 of both."""
    words = list(dict.fromkeys(FLOW[flow] for flow in flows))
    return words[0] if len(words) == 1 else "进出口"


def most(number: int) -> str:
    """最大, 前两大, 前三大."""
    return "最大" if number == 1 else f"前{'两' if number == 2 else numeral(number)}大"


def each(entries: Sequence[Standing]) -> str:
    """为, or 分别为 where there are several."""
    return "分别为" if len(entries) > 1 else "为"
