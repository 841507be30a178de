"""Chinese: the words of the sections on trade modes and on kinds of enterprises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from yuebao.report.language.zh._names import FLOW
from yuebao.report.language.zh._phrases import each, most
from yuebao.report.sections.enterprises import EnterprisesWords
from yuebao.report.sections.modes import ModesWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Flow, Span
    from yuebao.report.language.zh._language import ChineseCore
    from yuebao.report.model import Leaders, Run


@dataclass(frozen=True)
class _Ranked:
    """The words of a section that ranks the parts of each flow."""

    zh: ChineseCore

    parts: ClassVar[str]
    """What the parts are called."""

    def subtitle(self, flow: Flow) -> str:
        """出口贸易方式."""
        return f"{FLOW[flow]}{self.parts}"

    def caption(self, span: Span, label: str, flow: Flow, unit: str) -> str:
        """2025年2月中国锂离子蓄电池分贸易方式出口情况（亿美元）."""
        return (
            f"{self.zh.dated(span)}{self.zh.trader}{label}分{self.parts}{FLOW[flow]}情况（{unit}）"
        )

    def leaders(self, statement: Leaders, subject: str) -> tuple[Run, ...]:
        """The largest parts, their value, share and growth."""
        zh, first, word = self.zh, statement.first, FLOW[statement.flow]
        if zh.wording.clauses:
            return zh.leaders_each(
                statement,
                f"{zh.trader}{subject}",
                (f"{most(len(first))}{word}{self.parts}",),
                lambda name: f"{name}{word}",
                alone=word,
                whole=f"{word}总额",
            )
        runs: list[Run] = [
            f"{zh.when(statement.span)}，{zh.trader}{subject}{most(len(first))}{word}{self.parts}为"
            f"{zh.names(first)}，{word}{each(first)}"
        ]
        runs += zh.figures([entry.value for entry in first])
        runs += [f"，{'分别' if len(first) > 1 else ''}占{subject}{word}总额的", *zh.shares(first)]
        return (*runs, *zh.rates(first), "。")

    def order_note(self, flow: Flow, first: int | None, spans: Sequence[Span]) -> str:
        """How the parts are ordered; how many are shown, where not all are."""
        order = f"{self.parts}按照{FLOW[flow]}额由大到小排列{self.zh.separately(spans)}"
        return f"{order}。" if first is None else f"{order}，仅列排名前{first}的{self.parts}。"

    def share_note(self, flow: Flow) -> str:
        """What shares are of."""
        return f"占比为该{self.parts}占表中商品{FLOW[flow]}总额的比重。"


class ChineseModes(_Ranked, ModesWords):
    """The words of the section on trade modes."""

    title = "贸易方式情况"
    head = parts = "贸易方式"


class ChineseEnterprises(_Ranked, EnterprisesWords):
    """The words of the section on kinds of enterprises."""

    title = "企业类型情况"
    head = parts = "企业类型"
