"""Chinese: the notes under tables, and the footnote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yuebao.report.language._lists import codes_by_label
from yuebao.report.language.zh._names import ChineseNames
from yuebao.report.numbers import NO_NUMBER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from yuebao.domain import Month, Span
    from yuebao.indicators import Reason
    from yuebao.report.model import Key
    from yuebao.store import Correction


class ChineseNotes(ChineseNames):
    """What a reader must know of a table."""

    # Notes

    def separately(self, spans: Sequence[Span]) -> str:
        """，当月与累计分别排序; nothing where there is only one window."""
        if len(spans) < 2:
            return ""
        *others, last = map(self.window, spans)
        return f"，{'、'.join(others)}与{last}分别排序"

    @property
    def source_note(self) -> str:
        """Where the data are from."""
        return f"数据来源：{self.authority}，下文同。"

    def of_either_flow(self, note: str) -> str:
        """The same of 出口 and of 进口."""
        return re.sub("(?<!进)出口|进口", "{flow}", note)

    def as_under(self, table: int, some: Sequence[int] = ()) -> str:
        """同表2; 同表2注（1）（3）."""
        which = "注" + "".join(f"（{number}）" for number in some) if some else ""
        return f"同表{table}{which}。"

    def notes(self, notes: Sequence[str]) -> tuple[str, ...]:
        """Notes under a table, numbered where there are several."""
        if len(notes) < 2:
            return tuple(f"注：{note}" for note in notes)
        return ("注：" + "".join(f"（{i}）{note}" for i, note in enumerate(notes, 1)),)

    def base_note(self, of: Span) -> str:
        """That growth in a window is on the latest base known."""
        return f"{self.on(of)}变化以目前可得的{self.earlier(of)}最新数据为基数计算。"

    def first_base_note(self, of: Span) -> str:
        """That growth in a window is on the base as first published."""
        return f"{self.on(of)}变化以{self.earlier(of)}数据首次公布时的数值为基数计算。"

    rounding_note = "因四舍五入，分项与合计可能略有出入。"

    on_month_note = "环比未经季节调整，受各月天数、工作日和节假日影响。"

    def festival_note(self, days: Sequence[date]) -> str:
        """春节在2026年为2月17日、在2025年为1月29日，…."""
        told = "、".join(f"{day.year}年为{day.month}月{day.day}日" for day in days)
        name = self._said(festival.names) if (festival := self.office.festival) else ""
        return f"{name}{told}，所比较的时段受其影响不同。"

    def rates_note(self, rates: Mapping[Month, Decimal], source: str) -> str:
        """The rates that turned one currency into the other."""
        of, into = self.office.converted
        source_unit = self._said(of.names) + self.unit_word(of)
        listed = "、".join(f"{self.month(month)}{rate}" for month, rate in rates.items())
        return (
            f"{self._said(into.names)}值由{self._said(of.names)}值按月度汇率"
            f"（1{self.unit_word(into)}合{source_unit}）折算：{listed}；汇率来源：{source}。"
        )

    def correction_note(self, correction: Correction) -> str:
        """A known error of the source that was corrected."""
        return (
            f"{self.month(correction.month)}原始数据中的{correction.found}已更正为"
            f"{correction.correct}，原因：{correction.why}，依据：{correction.source}。"
        )

    official_level_note = "累计额为海关公布的累计数，含对以前月份的修订，可能不等于各月之和。"

    def official_note(self, *, to_date: bool, beside: bool) -> str:
        """That growth is as customs printed it: of the year to date, or of the month too."""
        base = "其基数为海关修订后的上年同期数据。"
        growth = "累计同比" if to_date else "同比"
        if beside:
            return f"海关公布了{growth}的，列海关公布数，{base}"
        return f"同比变化为海关公布的{growth}，{base}"

    def edition_note(self, of: Span) -> str:
        """That growth in a window crosses an HS edition."""
        affected = f"{self.on(of)}变化可能受编码调整影响"
        return f"报告期与{self.earlier(of)}适用不同版本的商品编码，{affected}。"

    def editions_note(self, editions: Mapping[int, Sequence[str]], of: Span) -> str:
        """That growth in a window crosses an HS edition, and which codes are added up in each."""
        each = "，".join(f"HS{year}编码{'、'.join(codes)}" for year, codes in editions.items())
        both = f"报告期与{self.earlier(of)}适用不同版本的商品编码"
        return f"{both}，各按其版本的编码汇总：{each}。"

    def dash_note(self, reasons: Sequence[Reason], of: Span) -> str:
        """What a dash means in a table of a window."""
        why = "或".join(self.reason(reason, of) for reason in reasons)
        return f"“{NO_NUMBER}”表明{why}，不列数值。"

    def large_note(self, keys: Sequence[Key], of: Span) -> str:
        """Whose growth in a window comes from a tiny base."""
        whose = "、".join(key.label for key in keys if key.label) or "表中"
        return f"{whose}的{self.on(of)}变化幅度较大，系{self.earlier(of)}基数很小所致。"

    def subject_footnote(
        self, subject: str, edition: int | None, products: Sequence[tuple[str, str]]
    ) -> str:
        """Which HS codes the subject is."""
        coded = codes_by_label(products).items()
        if self.wording.official and [*dict(coded)] == [subject]:
            codes = "、".join(code for _, code in products)
            return f"本报告所称{subject}，指HS{edition or ''}编码{codes}项下的商品。"
        listed = "、".join(f"{label}（{'、'.join(codes)}）" for label, codes in coded)
        return f"本报告定义的{subject}对应的产品分类及HS{edition or ''}编码为：{listed}。"
