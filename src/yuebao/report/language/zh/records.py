"""Chinese: the words of the section on records and runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import ROLLING_YEAR, YEAR_TO_DATE
from yuebao.report.language.zh._names import FLOW
from yuebao.report.model import Direction, Measure, Mention
from yuebao.report.sections.records import RecordsWords

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yuebao.domain import Flow, Span
    from yuebao.report.language.zh._language import ChineseCore
    from yuebao.report.model import Placed, Run

_LABELS = {
    Measure.RANK: "由高到低位次",
    Measure.OF: "比较的时段数（个）",
    Measure.HIGHEST: "最高值（{unit}）",
    Measure.RUN: "{on}同向持续期数（个）",
}
_COUNTED = {"quarter": "个季度", "half": "个半年", "jan-feb": "年"}
_SUMS = {YEAR_TO_DATE: "累计", ROLLING_YEAR: "近12个月"}
"""What runs are of, where those of the month may go another way."""
_OTHER = {
    Direction.UP: Direction.DOWN,
    Direction.DOWN: Direction.UP,
    Direction.FLAT: Direction.FLAT,
}


@dataclass(frozen=True)
class ChineseRecords(RecordsWords):
    """The words of the section on records and runs."""

    zh: ChineseCore

    title = "历史位次与持续性"

    def caption(self, span: Span, label: str, flow: Flow) -> str:
        """2025年12月中国锂离子蓄电池出口额的历史位次."""
        return f"{self.zh.dated(span)}{self.zh.trader}{label}{FLOW[flow]}额的历史位次"

    def label(self, measure: Measure, unit: str, of: Span) -> str:
        """最高值（亿美元）."""
        return _LABELS[measure].format(unit=unit, on=self.zh.on(of))

    def sentence(self, statement: Placed, subject: str) -> tuple[Run, ...]:
        """…出口额为1.2亿美元，在2022年1月以来的48个月中居第5位，最高为2023年12月的…."""
        zh, word = self.zh, FLOW[statement.flow]
        opening = f"{zh.when(statement.span)}，{zh.whose(statement, subject)}{word}额为"
        runs: list[Run] = [opening, zh.amount(statement.level)]
        runs += ["，", *self._among(statement)]
        rank = statement.rank
        runs += ["中居第", Mention(rank, f"{rank.text}位")]
        if statement.rank.value != 1:
            at = zh.when(statement.highest_at)
            runs += [f"，最高为{at}的", zh.amount(statement.highest)]
        runs += self._since(statement)
        return (*runs, *self._run(statement), "。")

    def place(self, statement: Placed) -> tuple[Run, ...]:
        """…，出口额为1.5亿美元，在2022年1月以来的48个月中居第1位，为最高."""
        zh, rank = self.zh, statement.rank
        runs: list[Run] = [f"{zh.when(statement.span)}，{FLOW[statement.flow]}额为"]
        runs += [zh.amount(statement.level), "，", *self._among(statement)]
        runs += ["中居第", Mention(rank, f"{rank.text}位")]
        ends = {1: "，为最高", statement.of.value: "，为最低"}
        return (*runs, ends.get(rank.value, ""))

    def lasting(self, statement: Placed) -> tuple[Run, ...]:
        """…，出口额同比连续5个月下降."""
        opening = f"{self.zh.when(statement.span)}，{FLOW[statement.flow]}额"
        first, *rest = self._run(statement)
        return (opening, str(first).removeprefix("；"), *rest)

    def _among(self, statement: Placed) -> tuple[Run, ...]:
        """在2022年1月以来的48个月; 在2022年1-6月以来的5个相同时段."""
        first, of = self.zh.when(statement.first), statement.of
        kind = "个月" if statement.span.period.is_one_month() else "个相同时段"
        return (f"在{first}以来的", Mention(of, f"{of.text}{kind}"))

    def _since(self, statement: Placed) -> tuple[Run, ...]:
        """，此前最近一次更高为2024年12月，最近一次更低为2025年11月."""
        told = [
            f"最近一次{word}为{self.zh.when(span)}"
            for word, span in zip(("更高", "更低"), statement.latest(), strict=True)
            if span is not None
        ]
        return (f"；此前{'，'.join(told)}",) if told else ()

    def _run(self, statement: Placed) -> tuple[Run, ...]:
        """；同比连续5个月下降; ；累计同比在连续3个月下降后首次增长; ；同比由下降转为增长."""
        run = statement.run
        if run.value is None or statement.way is Direction.UNKNOWN:
            return ()
        went, before = (self.zh.way(way) for way in (statement.way, _OTHER[statement.way]))
        counted = _COUNTED.get(statement.span.window.name, "个月")
        on = f"{_SUMS.get(statement.span.window, '')}{self.zh.on(statement.span)}"
        if statement.turned:
            after = f"{statement.before}{counted}{before}"
            return (f"；{on}在连续{after}后首次{went}",)
        if run.value == 1:
            return (f"；{on}由{before}转为{went}",) if statement.before else ()
        least = "至少" if statement.open else ""
        return (f"；{on}{least}连续", Mention(run, f"{run.text}{counted}"), went)

    def note(self) -> str:
        """What is compared."""
        return "位次为与数据连续、长度相同的各时段相比，数额最高者居第1位。"

    def since_note(self, said: Mapping[Span, Placed]) -> str:
        """Since when."""
        since = "、".join(
            f"{self.zh.window_head(span)}自{self.zh.when(one.first)}起"
            for span, one in said.items()
        )
        return f"参与比较的时段，{since}。"
