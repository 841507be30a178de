"""Chinese: the words of the overview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import MONTH, YEAR_TO_DATE, Flow
from yuebao.report.language.zh._names import FLOW
from yuebao.report.sections.overview import OverviewWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Span
    from yuebao.report.language.zh._language import ChineseCore
    from yuebao.report.model import Amounts, Run, Standing


@dataclass(frozen=True)
class ChineseOverview(OverviewWords):
    """The words of the overview."""

    zh: ChineseCore

    title = "贸易总体情况"
    value_head = "绝对值"
    net_label = "净出口额"

    def caption(self, span: Span, label: str, flows: Sequence[Flow], units: Sequence[str]) -> str:
        """2025年2月中国锂离子蓄电池进出口概况（亿美元/万个）."""
        flow = flows[0] if len(flows) == 1 else Flow.TOTAL
        return f"{self.zh.dated(span)}{self.zh.trader}{label}{FLOW[flow]}概况（{'/'.join(units)}）"

    def amounts(self, statement: Amounts, subject: tuple[Run, ...]) -> tuple[Run, ...]:
        """Total and growth, then each flow, then the net; quantities have no net."""
        zh, span = self.zh, statement.span
        cumulative = zh.cumulative(span)
        (first, whole), *rest = statement.flows
        if zh.wording.clauses:
            return self._clauses(statement, subject)
        counted = f"{zh.amount_label(first, quantity=True)}为"
        what = counted if statement.quantity else FLOW[first]
        runs: list[Run] = [f"{zh.when(span)}，{zh.trader}", *subject, f"{cumulative}{what}"]
        runs += [zh.amount(whole.value), *zh.change(whole.growth)]
        runs += self._parts(rest, cumulative)
        net = statement.net
        if net is not None and net.value is not None:
            word = zh.window(span) if span.window in (MONTH, YEAR_TO_DATE) else "期内"
            runs += ["；", word, *zh.net(net)]
        return (*runs, "。")

    def _clauses(self, statement: Amounts, subject: tuple[Run, ...]) -> tuple[Run, ...]:
        """As above; of a later window neither the goods again, nor what says nothing new."""
        zh, span = self.zh, statement.span
        (first, whole), *rest = statement.flows
        if whole.value.value == 0 and not rest and not statement.quantity:
            return (f"{zh.when(span)}，{zh.trader}没有", *subject, f"{FLOW[first]}。")
        counted = f"{zh.amount_label(first, quantity=True)}为"
        what = counted if statement.quantity else FLOW[first]
        runs: list[Run] = [f"{zh.when(span)}{zh.cumulative(span)}，"]
        runs += [what] if statement.after else [zh.trader, *subject, what]
        runs += [zh.amount(whole.value), *zh.change(whole.growth), self._pace(statement)]
        runs += self._parts(rest, "")
        if statement.net is not None and statement.net.value is not None:
            runs += ["；", *zh.net(statement.net)]
        return (*runs, "。")

    def _pace(self, statement: Amounts) -> str:
        after = statement.after
        if after is None:
            return ""
        growth, before = (one.flows[0][1].growth for one in (statement, after))
        return self.zh.pace(growth, before, after)

    def _parts(self, flows: Sequence[tuple[Flow, Standing]], cumulative: str) -> tuple[Run, ...]:
        """。其中，出口…；进口…; nothing where there is only one flow."""
        runs: list[Run] = []
        for flow, one in flows:
            runs.append("；" if runs else "。其中，")
            if self.zh.wording.clauses and one.value.value == 0:
                runs.append(f"没有{FLOW[flow]}")
                continue
            runs.append(f"{cumulative}{FLOW[flow]}")
            runs += [self.zh.amount(one.value), *self.zh.change(one.growth)]
        return tuple(runs)

    def net_note(self, spans: Sequence[Span], unit: str) -> str:
        """What the growth column of the net row holds."""
        zh, (first, *others) = self.zh, spans
        short = "、".join(map(self._short, others))
        also = f"（或{short}）" if others else ""
        told = f"（{unit}）" if unit else ""
        return (
            f"净出口额{zh.on(first)}变化为绝对额数据{told}，即{zh.period(first.period)}{also}的净出口额"
            f"减去{zh.period(first.base)}{also}的净出口额。"
        )

    def _short(self, span: Span) -> str:
        """1-2月; 近12个月; 全年."""
        if span.window != YEAR_TO_DATE or self.zh.wording.official:
            return self.zh.window_head(span)
        return self.zh.months(span.period)

    def row_label(self, label: str, unit: str) -> str:
        """出口额（万元）."""
        return f"{label}（{unit}）"

    def no_quantity_note(self, unit: str) -> str:
        """That no fact has a quantity in the unit, so that the report has none."""
        name = self.zh.office.units.name(unit, self.zh.words.names_in)
        return f"数据中没有计量单位为{name}的数量，报告不含数量。"

    def left_out_quantity_note(self, unit: str, rows: int) -> str:
        """How many facts had no quantity in the unit."""
        name = self.zh.office.units.name(unit, self.zh.words.names_in)
        return f"数量仅汇总计量单位为{name}的记录，另有{rows}条记录为其他计量单位，未计入。"
