"""Building a report: from a definition, a month and a store to a finished document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.domain import (
    QUANTITY_COLUMNS,
    Currency,
    Dimension,
    Period,
    UnavailableError,
    UserError,
)
from yuebao.indicators import Gap, LevelTable, Missing, find_currencies
from yuebao.report.adjustments import Adjustments
from yuebao.report.basis import (
    HISTORY_MONTHS,
    QUANTITY_MONTHS,
    asks_quantities,
    looks_back,
    view_of,
    without_unanswered,
)
from yuebao.report.checks import (
    check_windows,
    cut_error,
    find_cut_figures,
    find_lacks,
    run_checks,
    tell_gap,
    tell_lack,
)
from yuebao.report.context import Context
from yuebao.report.definition import Definition, in_language
from yuebao.report.figures import FigureMaker
from yuebao.report.fitting import with_fitted_units
from yuebao.report.language import LANGUAGES, find_language
from yuebao.report.load import load_definition, with_style
from yuebao.report.model import Chart, Cover, Document, Heading, Mention, Paragraph, Source, Table
from yuebao.report.sections import build_section, fill_texts, write_highlights
from yuebao.report.tables import printed_figures
from yuebao.report.theme import DEFAULT_THEME, Theme, load_theme
from yuebao.report.titles import fill_title
from yuebao.report.units import quantity_unit, value_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from yuebao.domain import Month
    from yuebao.report.language import Languages
    from yuebao.report.model import Figure, LeftOut, Part
    from yuebao.report.words import Language
    from yuebao.store import Engine, Store, View


_UNASKED = ("row", "superseded")
"""Columns that are asked for where facts are corrected or converted, and by no report else."""

_HELD_DIGITS = 4
"""From headings down a subject is held: the largest is a few parts in a hundred of all trade."""


def build_report(
    definition: Definition | str,
    month: Month,
    store: Store,
    *,
    currency: Currency | None = None,
    language: str = "zh",
    theme: Theme | str | None = None,
    date: date | None = None,
    as_of: date | None = None,
    version: int | None = None,
    adjust: Adjustments | None = None,
    engine: Engine | str | None = None,
    languages: Languages = LANGUAGES,
) -> Document:
    """Build a report from a store.

    Args:
        definition: The definition, or the name or path of one.
        month: The month reported.
        store: Where the facts are.
        currency: The currency reported; by default the one the facts are in.
        language: The code of a language: `zh`, `en`.
        theme: The house style, or the name or path of one; by default the
            definition's, or `reference`.
        date: The report's date; by default the latest release among its facts.
        as_of: Only what was released by this date.
        version: What the store held at this version.
        adjust: Rates, corrections and choices between the store and the report.
        engine: What computes: an engine, or a Spark cluster's address; by default DuckDB, in
            this process.
        languages: The languages there are; by default those that come with yuebao.

    Raises:
        DefinitionError: The definition is not one.
        UserError: The language or the currency must be said, or is not to be had.
        UnavailableError: The store lacks what the report is about.
    """
    if not isinstance(definition, Definition):
        definition = load_definition(definition)
    if not isinstance(theme, Theme):
        theme = load_theme(theme or definition.theme or DEFAULT_THEME)
    view = store.view(as_of=as_of, version=version, engine=engine)
    return build_document(
        definition,
        month,
        view,
        currency=currency,
        language=language,
        theme=theme,
        date=date,
        adjust=adjust or Adjustments(),
        languages=languages,
    )


def holds_facts(definition: Definition) -> bool:
    """Whether a report's facts are few enough to be read once and held.

    A chapter, or all goods, may be too much: its questions go to the files one by one.
    """
    return min(map(len, definition.subject.codes)) >= _HELD_DIGITS


def narrow(
    view: View,
    codes: tuple[str, ...],
    first: Month,
    last: Month,
    *,
    quantities: bool,
    whole_past: bool,
    corrected: bool = False,
) -> View:
    """The view with all at hand that reports on these codes and months can ask for.

    A code may stand under a shorter one that is the very same goods.

    Args:
        view: All there is.
        codes: What the reports are about.
        first: The first month reported.
        last: The last.
        quantities: Whether they ask for quantities.
        whole_past: Whether they look back to all that is stated.
        corrected: Whether facts are to be changed, each known by all that it says.
    """
    begin = shown = first.plus(-HISTORY_MONTHS)
    if whole_past:
        stated = (part.periods[0].first for part in view.slices if any(map(part.covers, codes)))
        begin = min((begin, *stated))
    held = {above for code in codes for above in view.office.same_goods(code, Period(begin, last))}
    without = (*(() if corrected else _UNASKED), *(() if quantities else QUANTITY_COLUMNS))
    since = {
        **({} if corrected else dict.fromkeys(map(str, Dimension), shown)),
        **dict.fromkeys(QUANTITY_COLUMNS, first.plus(1 - QUANTITY_MONTHS)),
    }
    return view.narrowed(tuple(sorted({*codes, *held})), begin, last, without, since)


def build_document(
    definition: Definition,
    month: Month,
    view: View,
    *,
    currency: Currency | None,
    language: str,
    theme: Theme,
    date: date | None,
    adjust: Adjustments,
    languages: Languages = LANGUAGES,
) -> Document:
    """Build a report from what a store knows; arguments as in `build_report`."""
    view = view_of(view, definition, month)
    definition = with_style(definition, theme.numbers)
    codes = definition.subject.codes
    narrowed = None
    # Levels are one pass over the files; quantities and corrections are passes of their own.
    if holds_facts(definition) and (asks_quantities(definition) or adjust.corrections):
        narrowed = narrow(
            view, codes, month, month,
            quantities=True,
            whole_past=looks_back(definition),
            corrected=bool(adjust.corrections or adjust.rates),
        )  # fmt: skip
    try:
        seen = adjust.apply(narrowed or view)
        if adjust.accept_partial or definition.subject.accept_partial:
            seen = seen.taking_parts()
        chosen = currency or _only_currency(seen, definition)
        words = find_language(language, theme.wording, view.office, languages)
        words = words.reporting(definition.subject.part)
        asked, definition = definition, without_unanswered(seen, definition, month, chosen)
        maker = _figure_maker(definition, chosen, words)
        context = Context(seen, adjust, definition, month, chosen, maker, words)
        context.prepare()
        context.make = with_fitted_units(context)
        _require_facts(context)
        built = [(section, build_section(context, section)) for section in definition.sections]
        written = write_highlights(context, built)
        parts = (*fill_texts(context, written), *_left_out(context))
        document = _document(context, theme, parts, date)
        left = check_windows(asked, context)
        return replace(document, warnings=(*left, *document.warnings))
    finally:
        if narrowed is not None:
            narrowed.release()


def _document(
    context: Context, theme: Theme, parts: tuple[Part, ...], date: date | None
) -> Document:
    """Put the parts between covers, with the cautions that what they rest on calls for."""
    definition, language = context.definition, context.language
    figures = tuple(_figures_of(parts))
    cuts, lacks = find_cut_figures(context.view, figures), find_lacks(context)
    if cuts and not context.adjust.accept_partial:
        raise cut_error(cuts, f"{definition.name} for {context.month}")
    held = {level.sources for figure in figures for level in figure.ingredients}
    sources = frozenset(source for several in held for source in several)
    names = context.view.source_names()
    given = context.view.notices(sources)
    cautions = {notice.get(language.code, next(iter(notice.values()))): notice for notice in given}
    title = fill_title(context.word(definition.title), language, context.known_flows())
    institute = _institute(definition, theme, language.code)
    day = date or _latest_release(context, figures)
    return Document(
        definition=definition.name,
        office=context.office,
        part=definition.subject.part,
        month=context.month,
        language=language.code,
        words=language.words,
        currency=context.currency,
        subject=context.subject,
        goods=context.goods,
        date=day,
        cover=Cover(
            title=title,
            period=language.cover_period(context.main_span),
            institute=institute,
            date=language.date(day),
        ),
        header=theme.running_head(language.code, institute, title),
        notices=(
            *cautions,
            *(language.cut_notice(cut.name, cut.month) for cut in cuts),
            *(
                language.part_notice(lack.flow, lack.periods, definition.subject.codes, lack.codes)
                for lack in lacks
            ),
            *_notices_of_files(context, sources),
        ),
        parts=parts,
        sources=tuple(Source(names.get(sha256, ""), sha256) for sha256 in sorted(sources)),
        look=theme.look,
        warnings=(
            *(
                f"a caution was not given in {language.code!r}, and stands as it was: {text}"
                for text, notice in cautions.items()
                if language.code not in notice
            ),
            *(f"{cut.name} is probably cut in {cut.month}; the report says so." for cut in cuts),
            *(tell_lack(lack, definition.subject.codes) for lack in lacks),
            *run_checks(context),
        ),
    )


def _notices_of_files(context: Context, sources: frozenset[str]) -> Iterator[str]:
    """What was left out of files, or accepted of them, when they were loaded."""
    for name, columns in context.view.left_out(sources).items():
        yield context.language.left_out_notice(name, columns)
    yield from map(context.language.uneven_notice, context.view.uneven(sources))


def _institute(definition: Definition, theme: Theme, language: str) -> str:
    """Who publishes, as the definition says, else the theme; empty where neither does."""
    if definition.institute:
        return in_language(definition.institute, language, definition.name)
    return in_language(theme.institute, language, theme.name) if theme.institute else ""


def _latest_release(context: Context, figures: Iterable[Figure]) -> date:
    """The latest release among the facts printed.

    Raises:
        UnavailableError: There are none.
    """
    releases = {r for f in figures for i in f.ingredients for r in i.releases[-1:]}
    if not releases:
        raise UnavailableError(
            "the store holds no trade to report",
            where=f"{context.definition.name} for {context.month}",
            remedy="Load the files of the month and of the year before, or take another month.",
        )
    return max(releases)


def _only_currency(view: View, definition: Definition) -> Currency:
    """The currency the subject's facts are in.

    Raises:
        UserError: They are in both.
        UnavailableError: There are none.
    """
    held = find_currencies(view, definition.subject.codes)
    if not held:
        raise UnavailableError(
            f"the store holds nothing about {', '.join(definition.subject.codes)}",
            remedy="Load files on these commodities: yuebao ingest FILES --store DIR.",
        )
    if len(held) > 1:
        raise UserError(
            f"the store holds {definition.name} in {' and '.join(held)}",
            remedy="Say which to report: "
            f"{' or '.join(f'--currency {one.lower()}' for one in held)}.",
        )
    return held[0]


def _figure_maker(definition: Definition, currency: Currency, language: Language) -> FigureMaker:
    quantity, words = definition.units.quantity, language.office.words_of(currency)
    return FigureMaker(
        style=definition.style,
        marks=language.words.numbers,
        value_unit=value_unit(definition.units.value[words.code], words, language),
        quantity_unit=None if quantity is None else quantity_unit(quantity, language),
    )


def _left_out(context: Context) -> tuple[Part, ...]:
    """A chapter at the end on what had to be left out; nothing where nothing was.

    That there is no data on a flow at all is not told again by its partners and provinces.
    """
    language, lacking = context.language, list(dict.fromkeys(context.lacking))
    absent = {one.flow for one in lacking if one.is_whole() and one.missing.gap is Gap.NOT_LOADED}
    told = [one for one in lacking if one.flow not in absent or one.is_whole()]
    if not told:
        return ()
    chapter = language.chapter(context.numbering.next("chapter"), language.compilation_title)
    return (
        Heading(1, chapter),
        *(Paragraph(language.left_out(alike), says=alike) for alike in _told_alike(told)),
    )


def _told_alike(lacking: Sequence[LeftOut]) -> Iterator[tuple[LeftOut, ...]]:
    """What one sentence says: parts that lack for one reason, of the same flows."""
    parts: dict[object, list[LeftOut]] = {}
    for one in lacking:
        parts.setdefault((_why(one), one.breakdown, one.products), []).append(one)
    alike: dict[object, list[LeftOut]] = {}
    for flows in parts.values():
        which = (_why(flows[0]), flows[0].products, *(one.flow for one in flows))
        alike.setdefault(which, []).extend(flows)
    yield from map(tuple, alike.values())


def _why(one: LeftOut) -> object:
    return one.missing.gap, one.missing.months, one.span


def _require_facts(context: Context) -> None:
    """Refuse a report about which the store knows nothing.

    Raises:
        UnavailableError: Neither flow can be reported for the month.
    """
    breakdowns = context.breakdowns()
    tables = {
        (flow, breakdown): context.table(flow, breakdown)
        for flow in context.flows
        for breakdown in breakdowns
    }
    if any(isinstance(table, LevelTable) for table in tables.values()):
        return
    problems = [
        tell_gap(flow, breakdown, table, context.definition.subject.codes)
        for (flow, breakdown), table in tables.items()
        if isinstance(table, Missing)
    ]
    raise UnavailableError(
        "; ".join(dict.fromkeys(found for found, _ in problems)),
        where=f"{context.definition.name} for {context.month}",
        remedy=" ".join(dict.fromkeys(remedy for _, remedy in problems)),
    )


def _figures_of(parts: Iterable[Part]) -> Iterable[Figure]:
    for part in parts:
        if isinstance(part, Table):
            yield from printed_figures(part.groups)
        elif isinstance(part, Chart):
            yield from (point.figure for series in part.series for point in series.points)
        elif isinstance(part, Paragraph):
            yield from (run.figure for run in part.runs if isinstance(run, Mention))
