"""Chinese: sentences that give each name its numbers, and say of later windows what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.indicators import Reason
from yuebao.report.language._differences import (
    UNKNOWN_BASES,
    Change,
    Pace,
    change_of,
    pace_of,
    went_against,
)
from yuebao.report.language.zh._phrases import ChinesePhrases
from yuebao.report.model import Direction

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from yuebao.report.language._differences import Later
    from yuebao.report.model import Amounts, Contributions, Figure, Leaders, Members, Run, Standing


class ChineseClauses(ChinesePhrases):
    """A clause for each entity: its value, its share, and which way it went."""

    def clauses(
        self,
        entries: Sequence[Standing],
        opening: Callable[[str], str],
        *,
        whole: str = "",
        after: Leaders | Members | None = None,
    ) -> tuple[Run, ...]:
        """对德国出口8.2亿美元，占出口总额的19.9%，同比下降2.1%；对美国出口….

        Args:
            entries: Of whom.
            opening: What stands before an amount, by the name.
            whole: What shares are of, said with the first of them.
            after: What was said of the first window, where this is of a later one.
        """
        runs: list[Run] = []
        for entry in entries:
            runs += ["；"] if runs else []
            runs += [opening(entry.key.label), self.amount(entry.value)]
            if entry.share is not None and entry.share.value is not None:
                runs += [f"，占{whole}的" if whole else "，占", self.amount(entry.share)]
                whole = ""
            runs += self.went(entry)
            then = went_against(entry, after)
            if after is not None and then is not None:
                runs.append(self._was(after, then))
        return tuple(runs)

    def went(self, entry: Standing) -> tuple[Run, ...]:
        """，同比下降2.1%; the reason where there is no number and the table does not say why."""
        why = entry.growth.reason if entry.growth.value is None else None
        window = entry.growth.window
        if why is Reason.LARGE:
            return (
                f"，{self.on(window)}大幅{self.way(Direction.UP)}（{self.earlier(window)}基数很小）",
            )
        if why is None or why in UNKNOWN_BASES:
            return self.change(entry.growth)
        return (f"，{self.reason(why, window)}",)

    def leaders_each(
        self,
        statement: Leaders,
        goods: str,
        group: tuple[Run, ...],
        opening: Callable[[str], str],
        *,
        alone: str,
        whole: str = "",
        goes_on: bool = False,
    ) -> tuple[Run, ...]:
        """2025年2月，中国锂离子蓄电池前三大出口目的地中，对德国出口…；对美国出口….

        Args:
            statement: Who comes first.
            goods: Whose trade of what it is; not said again of a later window, or going on.
            group: What the first are, with their number: 前三大出口目的地.
            opening: What stands before an amount, by the name.
            alone: What stands before the amount of one that is alone.
            whole: What shares are of.
            goes_on: Whether it goes on from a sentence on the same months.
        """
        runs: list[Run] = ["。" if goes_on else f"{self.when(statement.span)}，"]
        runs += [] if statement.after or goes_on else [goods]
        return (*runs, *self.each_of(statement, group, opening, alone=alone, whole=whole))

    def each_of(
        self,
        statement: Leaders,
        group: tuple[Run, ...],
        opening: Callable[[str], str],
        *,
        alone: str,
        whole: str = "",
    ) -> tuple[Run, ...]:
        """出口居前三位的省份中，广东出口…；浙江出口…: the same without when and whose trade."""
        first, after = statement.first, statement.after
        if len(first) == 1:
            compared = f"{self._compared(statement, after)}，" if after else ""
            own = self.clauses(first, lambda _: alone, whole=whole, after=after)
            return (*group, f"{compared}为{first[0].key.label}，", *own, "。")
        among = f"{self._compared(statement, after)}：" if after else "中，"
        return (*group, among, *self.clauses(first, opening, whole=whole, after=after), "。")

    def _compared(self, statement: Leaders, after: Leaders) -> str:
        """与2月相同; 与2月相同、位次有变; 与2月不同，列入沙特阿拉伯."""
        change, new = change_of(statement, after)
        month = self.window_head(after.span)
        if change is Change.NONE:
            return f"与{month}相同"
        if change is Change.ORDER:
            return f"与{month}相同、位次有变"
        if len(statement.first) == 1:
            return f"与{month}不同"
        return f"与{month}不同，列入{self.listing(new)}" if new else f"少于{month}"

    def _was(self, after: Leaders | Members | Amounts | Contributions, way: Direction) -> str:
        """（2月为下降）: which way something went in the first window."""
        return f"（{self.window_head(after.span)}为{self.way(way)}）"

    def whose(self, statement: Later, goods: str) -> str:
        """中国大豆, whose trade of what it is: not said again of a later window."""
        return "" if self.wording.clauses and statement.after else f"{self.trader}{goods}"

    def pace(self, growth: Figure, before: Figure, after: Amounts | Contributions) -> str:
        """，增速高于2月: how growth of the whole differs from that of the first window.

        Args:
            growth: In this window.
            before: In the first window.
            after: What was said of the first window.
        """
        if (pace := pace_of(growth, before)) is None:
            return ""
        then = before.direction()
        if pace is Pace.AGAINST:
            return self._was(after, then)
        month = self.window_head(after.span)
        what, more, less = (
            ("增速", "高于", "低于") if then is Direction.UP else ("降幅", "大于", "小于")
        )
        if pace is Pace.EQUAL:
            return f"，{what}与{month}相同"
        return f"，{what}{more if pace is Pace.MORE else less}{month}"
