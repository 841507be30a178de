"""Chinese: the words about contributions to growth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import Flow
from yuebao.indicators import Breakdown
from yuebao.report.language._lists import joined
from yuebao.report.language.zh._names import FLOW
from yuebao.report.model import Mention
from yuebao.report.numbers import without_sign
from yuebao.report.sections._contribution import ContributionWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Span
    from yuebao.report.language.zh._language import ChineseCore
    from yuebao.report.model import Contributions, Figure, Run


@dataclass(frozen=True)
class ChineseContribution(ContributionWords):
    """The words about contributions to growth."""

    zh: ChineseCore

    head = "拉动（百分点）"
    rest = "其他"

    def sentence(self, statement: Contributions, subject: str, by: Breakdown) -> tuple[Run, ...]:
        """…出口同比下降9.0%，其中，对印度出口拉动增速0.9个百分点，对美国出口下拉增速2.1个百分点."""
        zh, word = self.zh, FLOW[statement.flow]
        runs: list[Run] = [f"{zh.when(statement.span)}，{zh.trader}{subject}{word}"]
        opening, *change = zh.change(statement.whole)
        runs += [str(opening).removeprefix("，"), *change, "，其中"]
        for verb, parts in (("拉动", statement.up), ("下拉", statement.down)):
            if parts:
                runs += ["，", *self._parts(verb, parts, statement.flow, by)]
        return (*runs, "。")

    def _parts(
        self, verb: str, parts: Sequence[Figure], flow: Flow, by: Breakdown
    ) -> tuple[Run, ...]:
        """对印度和南非出口分别拉动增速0.9个百分点和0.7个百分点."""
        names = self.zh.listing([figure.key.label for figure in parts])
        if by is Breakdown.PARTNER:
            names = f"{'对' if flow is Flow.EXPORT else '自'}{names}{FLOW[flow]}"
        each = "分别" if len(parts) > 1 else ""
        numbers = [Mention(one, f"{without_sign(one.text)}个百分点") for one in parts]
        return (f"{names}{each}{verb}增速", *joined(numbers, "、", "和"))

    def note(self, flow: Flow) -> str:
        """What the column holds."""
        return (
            f"拉动为该项{FLOW[flow]}额同比增减额与上年同期{FLOW[flow]}总额之比，"
            f"表中依次排列的各项与“{self.rest}”之和即{FLOW[flow]}总额的同比增速。"
        )

    def chart_caption(self, span: Span, label: str, flow: Flow, by: Breakdown) -> str:
        """2025年12月中国锂离子蓄电池出口额同比增速中各国家（地区）的拉动（百分点）."""
        zh = self.zh
        parts = {
            Breakdown.PARTNER: f"各{zh.terms.one_partner}",
            Breakdown.PROVINCE: f"各{zh.regions.many}",
        }.get(by, "各类产品")
        of = f"{zh.trader}{label}{FLOW[flow]}额同比增速"
        return f"{zh.when(span)}{of}中{parts}的拉动（百分点）"
