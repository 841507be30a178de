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
        whose = zh.whose(statement, subject)
        runs: list[Run] = [f"{zh.when(statement.span)}，{whose}{word}"]
        runs += zh.changed(statement.whole)
        if zh.wording.clauses and (after := statement.after):
            runs.append(zh.pace(statement.whole, after.whole, after))
        runs.append("，其中")
        for verb, parts in (("拉动", statement.up), ("下拉", statement.down)):
            if parts:
                runs += ["，", *self._parts(verb, parts, statement.flow, by)]
        return (*runs, "。")

    def _parts(
        self, verb: str, parts: Sequence[Figure], flow: Flow, by: Breakdown
    ) -> tuple[Run, ...]:
        """对印度和南非出口分别拉动增速0.9、0.7个百分点; one by one, where names are lists."""
        labels = [figure.key.label for figure in parts]
        if len(parts) > 1 and any(joint in label for label in labels for joint in "、和"):
            each = [self._parts(verb, [part], flow, by) for part in parts]
            return tuple(run for at, one in enumerate(each) for run in (*("，" * (at > 0)), *one))
        names = self.zh.listing(labels)
        if by is Breakdown.PARTNER:
            names = f"{'对' if flow is Flow.EXPORT else '自'}{names}{FLOW[flow]}"
        several = "分别" if len(parts) > 1 else ""
        numbers = [Mention(one, without_sign(one.text)) for one in parts]
        return (f"{names}{several}{verb}增速", *joined(numbers, "、", "、"), "个百分点")

    def note(self, flow: Flow, of: Span, *, rest: bool, stated: bool) -> str:
        """What the column holds, and what adds up: with all others, where they have a row."""
        on, earlier, word = self.zh.on(of), self.zh.earlier(of), FLOW[flow]
        others = f"与“{self.rest}”" if rest else ""
        basis = f"海关公布{on}的，{earlier}数按公布的{on}推算。" if stated else ""
        return (
            f"拉动为该项{word}额{on}增减额与{earlier}{word}总额之比，"
            f"表中依次排列的各项{others}之和即{word}总额的{on}增速。{basis}"
        )

    def chart_caption(self, span: Span, label: str, flow: Flow, by: Breakdown) -> str:
        """2025年12月中国锂离子蓄电池出口额同比增速中各国家（地区）的拉动（百分点）."""
        zh = self.zh
        parts = {
            Breakdown.PARTNER: f"各{zh.terms.one_partner}",
            Breakdown.PROVINCE: f"各{zh.regions.many}",
        }.get(by, "各类产品")
        of = f"{zh.trader}{label}{FLOW[flow]}额{zh.on(span)}增速"
        return f"{zh.dated(span)}{of}中{parts}的拉动（百分点）"
