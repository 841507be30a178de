"""Chinese: the words of the section on partners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yuebao.domain import Flow
from yuebao.report.language.zh._names import FLOW, numeral
from yuebao.report.language.zh._phrases import each, most
from yuebao.report.sections.partners import PartnersWords

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from yuebao.domain import Span
    from yuebao.report.language.zh._language import ChineseCore
    from yuebao.report.model import Leaders, Members, Run


@dataclass(frozen=True)
class ChinesePartners(PartnersWords):
    """The words of the section on partners."""

    zh: ChineseCore

    @property
    def title(self) -> str:
        """区域分布及变化情况."""
        return self.zh.terms.partners_title

    @property
    def head(self) -> str:
        """区域."""
        return self.zh.terms.partner

    @property
    def bloc_group(self) -> str:
        """重点区域."""
        return self.zh.terms.groups

    def subtitle(self, flow: Flow) -> str:
        """出口区域分布及变化; 主要出口目的地."""
        words = self.zh.terms.partners_subtitle
        return words.format(flow=FLOW[flow], place=self.zh.place(flow))

    def caption(self, span: Span, label: str, flow: Flow, unit: str, first: int | None) -> str:
        """2025年2月中国锂离子蓄电池前十大出口目的地（亿美元）."""
        place = "目的地" if flow is Flow.EXPORT else "来源地"
        goods = f"{self.zh.trader}{label}"
        top = ""
        if first is not None:
            top = most(first) if self.zh.wording.official else f"前{numeral(first)}大"
        return f"{self.zh.dated(span)}{goods}{top}{FLOW[flow]}{place}（{unit}）"

    def ranked_group(self, first: int | None) -> str:
        """排名前10地区; 各地区."""
        terms = self.zh.terms
        return f"各{terms.one_partner}" if first is None else terms.ranked.format(first=first)

    def blocs(self, statement: Members, subject: str) -> tuple[Run, ...]:
        """中国向东盟、欧盟地区出口芯片产品分别为…, without a full stop."""
        zh, flow, members = self.zh, statement.flow, statement.members
        if zh.wording.clauses:
            return self._each(statement, subject)
        toward = "向" if flow is Flow.EXPORT else "从"
        names = "、".join(entry.key.label for entry in members)
        runs: list[Run] = [
            f"{zh.when(statement.span)}，{zh.trader}{toward}{names}地区"
            f"{FLOW[flow]}{zh.without_counterparts(subject)}{each(members)}"
        ]
        runs += zh.figures([entry.value for entry in members])
        return (*runs, *zh.rates(members))

    def leaders(self, statement: Leaders, subject: str, *, goes_on: bool) -> tuple[Run, ...]:
        """The largest partners; continues the sentence on country groups where there is one."""
        zh, first, word = self.zh, statement.first, FLOW[statement.flow]
        if zh.wording.clauses:
            return zh.leaders_each(
                statement,
                f"{zh.trader}{subject}",
                (f"{most(len(first))}{word}{zh.place(statement.flow)}",),
                self._toward(statement.flow),
                alone=word,
                whole=f"{word}总额",
                goes_on=goes_on,
            )
        opening = f"；{zh.trader}{subject}" if goes_on else (
            f"{zh.when(statement.span)}，从{word}金额看，{zh.trader}{subject}"
        )  # fmt: skip
        runs: list[Run] = [
            f"{opening}{most(len(first))}{word}贸易伙伴为{zh.names(first)}，{word}{each(first)}"
        ]
        runs += zh.figures([entry.value for entry in first])
        shares = zh.shares(first)
        if shares:
            whole = f"{zh.without_counterparts(subject)}{word}总额"
            runs += [f"，{'分别' if len(first) > 1 else ''}占{whole}的", *shares]
        return (*runs, *zh.rates(first), "。")

    def _each(self, statement: Members, subject: str) -> tuple[Run, ...]:
        """Those that traded with their numbers, then those that did not, by name alone."""
        zh, flow = self.zh, statement.flow
        subject = zh.without_counterparts(subject)
        traded, silent = statement.split()
        after = statement.after
        runs: list[Run] = [f"{zh.when(statement.span)}，", "" if after else zh.trader]
        if traded:
            runs.append("" if after else subject)
            opening, whole = self._toward(flow), f"{FLOW[flow]}总额"
            runs += zh.clauses(traded, opening, whole=whole, after=after)
        if silent:
            none = f"没有{self._toward(flow)(zh.names(silent))}"
            again = "仍" if after is not None and after.split()[1] == silent else ""
            runs.append(f"；{none}" if traded else f"{again}{none}{'' if after else subject}")
        return tuple(run for run in runs if run != "")

    def _toward(self, flow: Flow) -> Callable[[str], str]:
        """对德国出口; 自德国进口: what stands before an amount."""
        toward = "对" if flow is Flow.EXPORT else "自"
        return lambda name: f"{toward}{name}{FLOW[flow]}"

    def share_note(self, flow: Flow) -> str:
        """What partner shares are of."""
        return f"占比为该{self.zh.terms.one_partner}占表中商品{FLOW[flow]}总额的比重。"

    def order_note(self, flow: Flow, first: int | None, spans: Sequence[Span]) -> str:
        """How the partners are ordered."""
        ranked = self.ranked_group(first)
        return f"{ranked}按照{FLOW[flow]}额由大到小排列{self.zh.separately(spans)}。"

    @property
    def listed_group(self) -> str:
        """主要贸易伙伴."""
        return "主要贸易伙伴"

    def listed_caption(self, span: Span, label: str, flow: Flow, unit: str) -> str:
        """2026年3月中国货物主要出口目的地（亿元）."""
        goods = f"{self.zh.trader}{label}"
        return f"{self.zh.dated(span)}{goods}主要{FLOW[flow]}{self.zh.place(flow)}（{unit}）"

    def listed(self, statement: Members, subject: str) -> tuple[Run, ...]:
        """2026年3月，中国对欧盟、美国和越南出口分别为…."""
        zh, flow, members = self.zh, statement.flow, statement.members
        if zh.wording.clauses:
            return (*self._each(statement, subject), "。")
        toward = "对" if flow is Flow.EXPORT else "自"
        runs: list[Run] = [
            f"{zh.when(statement.span)}，{zh.trader}{toward}{zh.names(members)}"
            f"{FLOW[flow]}{zh.without_counterparts(subject)}{each(members)}"
        ]
        runs += zh.figures([entry.value for entry in members])
        return (*runs, *zh.rates(members), "。")

    def listed_note(self, flow: Flow, spans: Sequence[Span]) -> str:
        """That they are those that customs lists, and how they are ordered."""
        order = f"按照{FLOW[flow]}额由大到小排列{self.zh.separately(spans)}"
        what = self.zh.terms.partner if self.zh.wording.official else "国别（地区）"
        return f"{self.listed_group}为海关公布的主要{what}，非全部贸易伙伴，{order}。"

    def re_import_note(self, *, included: bool, shares: bool) -> str:
        """What becomes of the country as its own partner."""
        ranked = f"贸易伙伴为{self.zh.country}的复进口不参与排名"
        if not shares:
            return f"{ranked}。"
        return f"{ranked}，计算比重所用的进口总额{'包含' if included else '不含'}复进口。"
