"""Partners: export destinations and import origins, country groups first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yuebao.indicators import Breakdown, LevelTable, compute_share
from yuebao.reference import RE_IMPORT_PARTNER, current_partner, group, partner_name
from yuebao.report.charts import ranking_chart
from yuebao.report.model import Block, Group, Key, Measure, Paragraph, Table
from yuebao.report.sections._flows import NAMED, entry_of, flow_sections, rank_entities, ranked
from yuebao.report.tables import Entry, called_for_notes, heads, rows_with_own_labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yuebao.domain import Flow, Period
    from yuebao.indicators import Level
    from yuebao.report.context import Context, Span
    from yuebao.report.definition import Partners
    from yuebao.report.model import Chart, Part


def build_partners(context: Context, section: Partners) -> tuple[Part, ...]:
    """A subsection a flow: blocs and largest partners in words and in a table."""
    language = context.language

    def build(context: Context, flow: Flow, table: LevelTable) -> Sequence[Part]:
        return _flow(context, section, flow, table)

    return flow_sections(
        context, Breakdown.PARTNER, language.partners_title, language.partners_subtitle, build
    )


def _flow(context: Context, section: Partners, flow: Flow, table: LevelTable) -> Sequence[Part]:
    spans = context.answered(table)
    blocs, rows = [], []
    for span in spans:
        codes = rank_entities(table, span.period, section.first, without={RE_IMPORT_PARTNER})
        rows.append([_entry(context, section, table, span, code) for code in codes])
        blocs.append([_bloc(context, section, table, span, bloc) for bloc in section.blocs])
    paragraphs = [
        _paragraph(context, section, flow, span, bloc, row)
        for span, bloc, row in zip(spans, blocs, rows, strict=True)
    ]
    parts: list[Part] = [*paragraphs, _table(context, section, flow, table, blocs, rows)]
    if section.charts and len(rows[-1]) > 1:
        parts.append(_chart(context, section, flow, table, rows[-1]))
    return parts


def _entry(context: Context, section: Partners, table: LevelTable, span: Span, code: str) -> Entry:
    entry = entry_of(context, table, span, code, partner_name(code, context.language.code))
    return _with_share(context, section, table, span, entry, table.level(code, span.period))


def _bloc(context: Context, section: Partners, table: LevelTable, span: Span, bloc: str) -> Entry:
    """A country group: the members of the month reported, in both periods."""
    members = {current_partner(code) for code in context.members(bloc)}
    now, before = (table.total(period, members) for period in (span.period, span.base))
    label = group(bloc).label(context.language.code)
    place = span.place(label, bloc)
    entry = Entry(
        Key(label, bloc),
        (
            (Measure.VALUE, context.make.level(place, now)),
            (Measure.YOY, context.make.growth(place, context.growth_between(now, before))),
        ),
    )
    return _with_share(context, section, table, span, entry, now)


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
    value, growth = entry.figures
    whole = _whole(context, table, span.period)
    place = span.place(entry.key.label, entry.key.code)
    share = context.make.share(place, compute_share(level, whole))
    return Entry(entry.key, (value, (Measure.SHARE, share), growth))


def _whole(context: Context, table: LevelTable, period: Period) -> Level | None:
    """What shares are of: all partners, with or without re-imports as the definition has it."""
    if context.definition.style.re_imports:
        return table.total(period)
    return table.total(period, set(table.entities(period)) - {RE_IMPORT_PARTNER})


def _paragraph(
    context: Context,
    section: Partners,
    flow: Flow,
    span: Span,
    blocs: Sequence[Entry],
    rows: Sequence[Entry],
) -> Paragraph:
    language = context.language
    if not rows:
        return Paragraph((language.nothing(span.period, context.subject, flow),))
    first = ranked(rows[:NAMED])
    if not (blocs and section.bloc_sentences):
        return Paragraph(language.partners(span.period, context.subject, flow, first))
    return Paragraph(
        (
            *language.blocs(span.period, context.subject, flow, ranked(blocs)),
            *language.partners(None, context.subject, flow, first),
        )
    )


def _table(
    context: Context,
    section: Partners,
    flow: Flow,
    table: LevelTable,
    blocs: Sequence[Sequence[Entry]],
    rows: Sequence[Sequence[Entry]],
) -> Table:
    language = context.language
    groups = [Group(language.ranked_group(section.first), rows_with_own_labels(rows, Block.ROWS))]
    if section.blocs:
        groups.insert(0, Group(language.bloc_group, rows_with_own_labels(blocs, Block.BLOC)))
    columns = [language.partner_head, language.amount_label(flow)]
    columns += [language.share_head] if section.shares else []
    columns.append(language.growth_head)
    return Table(
        number=context.numbering.next("table"),
        caption=language.partners_caption(
            context.spans[0].period,
            context.subject,
            flow,
            context.make.value_unit.label,
            section.first,
        ),
        heads=heads(context.window_heads(context.answered(table)), columns, None),
        groups=tuple(groups),
        notes=_notes(context, section, flow, table, groups),
    )


def _chart(
    context: Context, section: Partners, flow: Flow, table: LevelTable, rows: Sequence[Entry]
) -> Chart:
    """The ranked partners of the longer window."""
    caption = context.language.partners_caption(
        context.answered(table)[-1].period,
        context.subject,
        flow,
        context.make.value_unit.label,
        section.first,
    )
    return ranking_chart(context, caption, flow, rows)


def _notes(
    context: Context,
    section: Partners,
    flow: Flow,
    table: LevelTable,
    groups: Sequence[Group],
) -> tuple[str, ...]:
    language = context.language
    windows = len(context.answered(table))
    notes = [language.partner_order_note(flow, section.first, windows=windows)]
    if section.shares:
        notes.append(language.partner_share_note(flow))
    re_imports = any(RE_IMPORT_PARTNER in table.entities(span.period) for span in context.spans)
    if re_imports:
        notes.append(
            language.re_import_note(
                included=context.definition.style.re_imports, shares=section.shares
            )
        )
    notes += called_for_notes(language, groups, context.definition.style)
    return language.notes(notes)
