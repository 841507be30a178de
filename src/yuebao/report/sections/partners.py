"""Partners: export destinations and import origins, country groups first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.indicators import Breakdown, LevelTable, compute_share, traders
from yuebao.report.model import (
    Block,
    Group,
    Key,
    Measure,
    Paragraph,
    Side,
    Table,
)
from yuebao.report.sections._contribution import (
    Contributors,
    contributed,
    contribution_chart,
    contribution_head,
    contribution_note,
    contribution_sentences,
    with_contributions,
)
from yuebao.report.sections._flows import (
    Ranking,
    entry_of,
    flow_sections,
    leaders_of,
    members_of,
    nothing,
    ranked_chart,
    ranking_table,
    with_share,
)
from yuebao.report.sections._kind import SectionKind
from yuebao.report.sections._listed import ListedPartners
from yuebao.report.sections._partners import Partners, PartnersWords
from yuebao.report.tables import Entry, pages_of, rows_with_own_labels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yuebao.domain import Flow, Period, Span
    from yuebao.indicators import Level
    from yuebao.report.context import Context
    from yuebao.report.model import Part, Run, Statement


def _build(context: Context, section: Partners) -> tuple[Part, ...]:
    """A subsection a flow: blocs and largest partners in words and in a table.

    Where only a table of the main partners is loaded, these are listed, and rank nobody.
    """

    def build(context: Context, flow: Flow, table: LevelTable) -> Sequence[Part]:
        if table.basis.grain.overlaps:
            return ListedPartners(context, section, words, flow, table).build()
        return _flow(context, section, flow, table)

    words = context.language.of(PartnersWords)
    return flow_sections(
        context,
        Breakdown.PARTNER,
        words.title,
        words.subtitle,
        build,
        instead=Breakdown.BLOC,
    )


PARTNERS = SectionKind(Partners, _build, PartnersWords)


def _flow(context: Context, section: Partners, flow: Flow, table: LevelTable) -> Sequence[Part]:
    spans = context.answered(table)
    blocs, rows = {}, {}
    ranked = {span: traders(table, span.period, without=_own(context)) for span in spans}
    first = section.first if max(map(len, ranked.values())) >= section.first else None
    for span in spans:
        codes = ranked[span][: section.first]
        rows[span] = [_entry(context, section, table, span, code) for code in codes]
        blocs[span] = [_bloc(context, section, table, span, bloc) for bloc in section.blocs]
    rest: tuple[Group, ...] = ()
    if section.contribution:
        rows, rest = with_contributions(context, _parts(context, section, table), rows)
    parts: list[Part] = [_paragraph(context, section, flow, span, blocs, rows) for span in spans]
    if section.contribution:
        told, without = _parts(context, section, table), _own(context)
        parts += contribution_sentences(context, told, spans, section.breakdown, without)
    words = context.language.of(PartnersWords)
    groups = [
        Group(
            words.ranked_group(first),
            rows_with_own_labels(list(rows.values()), Block.ROWS),
        ),
        *rest,
    ]
    if section.blocs:
        lines = rows_with_own_labels(list(blocs.values()), Block.BLOC)
        groups.insert(0, Group(words.bloc_group, lines))
    for some, shown in pages_of(spans, groups):
        parts.append(_table(context, section, flow, table, some, shown, first))
    if section.charts:

        def caption(span: Span) -> str:
            return _caption(context, flow, span, first)

        parts += ranked_chart(context, section, flow, rows, caption)
        if section.contribution:
            parts += contribution_chart(context, section, flow, rows, rest)
    return parts


def _parts(context: Context, section: Partners, table: LevelTable) -> Contributors:
    """All partners, goods that come back among them, as parts of a flow."""

    def label(code: str) -> str:
        return context.office.partners.name(code, context.names_in)

    def share_whole(period: Period) -> Level | None:
        return _whole(context, table, period)

    return Contributors(table, table.total, label, share_whole if section.shares else None)


def _caption(context: Context, flow: Flow, span: Span, first: int | None) -> str:
    unit = context.make.value_unit.label
    words = context.language.of(PartnersWords)
    return words.caption(span, context.subject, flow, unit, first)


def _entry(context: Context, section: Partners, table: LevelTable, span: Span, code: str) -> Entry:
    entry = entry_of(
        context, table, span, code, context.office.partners.name(code, context.names_in)
    )
    return _with_share(context, section, table, span, entry, table.level(code, span.period))


def _bloc(context: Context, section: Partners, table: LevelTable, span: Span, bloc: str) -> Entry:
    """A country group: the members of the month reported, in both periods."""
    members = {context.office.partners.current(code) for code in context.members(bloc)}
    now, before = (table.total(period, members) for period in (span.period, span.base))
    side = Side.of(table.basis.flow)
    key = Key(context.office.groups.find(bloc).name(context.names_in), bloc)
    place = context.place(key, side, span)
    growth = context.printed_growth(table.basis.flow, bloc, span, now, before)
    figures = (
        (Measure.VALUE, context.make.level(place, now)),
        (Measure.YOY, context.make.growth(place, growth or context.growth_between(now, before))),
    )
    entry = _with_share(context, section, table, span, Entry(key, figures, side), now)
    if not section.contribution:
        return entry
    return contributed(context, _parts(context, section, table), span, entry, (now, before))


def _with_share(
    context: Context,
    section: Partners,
    table: LevelTable,
    span: Span,
    entry: Entry,
    level: Level | None,
) -> Entry:
    if not section.shares:
        return entry
    whole = _whole(context, table, span.period)
    return with_share(context, entry, span, compute_share(level, whole))


def _whole(context: Context, table: LevelTable, period: Period) -> Level | None:
    """What shares are of: all partners, with or without re-imports as the definition has it."""
    if context.definition.style.re_imports:
        return table.total(period)
    return table.total(period, set(table.entities(period)) - _own(context))


def _paragraph(
    context: Context,
    section: Partners,
    flow: Flow,
    span: Span,
    blocs: Mapping[Span, Sequence[Entry]],
    rows: Mapping[Span, Sequence[Entry]],
) -> Paragraph:
    if not rows[span]:
        return nothing(context, span, flow)
    words = context.language.of(PartnersWords)
    leaders = leaders_of(rows, span, flow)
    says: tuple[Statement, ...] = (leaders,)
    runs: tuple[Run, ...] = ()
    if blocs[span] and section.bloc_sentences:
        members = members_of(blocs, span, flow)
        says, runs = (members, leaders), words.blocs(members, context.subject)
    runs = (*runs, *words.leaders(leaders, context.subject, goes_on=bool(runs)))
    return Paragraph(runs, says=says)


def _table(
    context: Context,
    section: Partners,
    flow: Flow,
    table: LevelTable,
    spans: tuple[Span, ...],
    groups: Sequence[Group],
    first: int | None,
) -> Table:
    words = context.language.of(PartnersWords)
    held = _holds_re_imports(context, table)
    ranking = Ranking(
        caption=_caption(context, flow, spans[0], first),
        head=words.head,
        shares=section.shares,
        notes=_notes(context, section, flow, table, spans, groups, first),
        first=first,
        re_imports=section.shares and held and context.definition.style.re_imports,
        unranked=held,
        contribution=contribution_head(context, wanted=section.contribution),
    )
    return ranking_table(context, section, flow, spans, groups, ranking)


def _notes(
    context: Context,
    section: Partners,
    flow: Flow,
    table: LevelTable,
    spans: Sequence[Span],
    groups: Sequence[Group],
    first: int | None,
) -> list[str]:
    words = context.language.of(PartnersWords)
    notes = [words.order_note(flow, first, spans)]
    if section.shares:
        notes.append(words.share_note(flow))
    if section.contribution:
        notes.append(contribution_note(context, flow, spans, groups))
    if _holds_re_imports(context, table):
        included = context.definition.style.re_imports
        notes.append(words.re_import_note(included=included, shares=section.shares))
    return notes


def _holds_re_imports(context: Context, table: LevelTable) -> bool:
    return any(_own(context) & set(table.entities(span.period)) for span in context.spans)


def _own(context: Context) -> set[str]:
    """The partner code that goods come back under; none where the office has none."""
    return {context.office.own} if context.office.own is not None else set()


__all__ = ["PARTNERS", "Partners", "PartnersWords"]
