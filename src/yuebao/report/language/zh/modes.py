"""Chinese: the words of the section on trade modes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.report.language.zh._names import FLOW
from yuebao.report.language.zh._phrases import each, most
from yuebao.report.sections.modes import ModesWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Flow, Span
    from yuebao.report.language.zh._language import ChineseCore
    from yuebao.report.model import Leaders, Run


@dataclass(frozen=True)
class ChineseModes(ModesWords):
    """The words of the section on trade modes."""

    zh: ChineseCore

    title = "贸易方式情况"
    head = "贸易方式"

    def subtitle(self, flow: Flow) -> str:
        """出口贸易方式."""
        return f"{FLOW[flow]}贸易方式"

    def caption(self, span: Span, label: str, flow: Flow, unit: str) -> str:
        """2025年2月中国锂离子蓄电池分贸易方式出口情况（亿美元）."""
        return f"{self.zh.when(span)}{self.zh.country}{label}分贸易方式{FLOW[flow]}情况（{unit}）"

    def leaders(self, statement: Leaders, subject: str) -> tuple[Run, ...]:
        """The largest trade modes, their value, share and growth."""
        zh, first, word = self.zh, statement.first, FLOW[statement.flow]
        if zh.wording.clauses:
            return zh.leaders_each(
                statement,
                f"{zh.country}{subject}",
                (f"{most(len(first))}{word}贸易方式",),
                lambda name: f"{name}{word}",
                alone=word,
                whole=f"{word}总额",
            )
        runs: list[Run] = [
            f"{zh.when(statement.span)}，{zh.country}{subject}{most(len(first))}{word}贸易方式为"
            f"{zh.names(first)}，{word}{each(first)}"
        ]
        runs += zh.figures([entry.value for entry in first])
        runs += [f"，{'分别' if len(first) > 1 else ''}占{subject}{word}总额的", *zh.shares(first)]
        return (*runs, *zh.rates(first), "。")

    def order_note(self, flow: Flow, first: int | None, spans: Sequence[Span]) -> str:
        """How the trade modes are ordered; how many are shown, where not all are."""
        order = f"贸易方式按照{FLOW[flow]}额由大到小排列{self.zh.separately(spans)}"
        return f"{order}。" if first is None else f"{order}，仅列排名前{first}的贸易方式。"

    def share_note(self, flow: Flow) -> str:
        """What shares are of."""
        return f"占比为该贸易方式占表中商品{FLOW[flow]}总额的比重。"
