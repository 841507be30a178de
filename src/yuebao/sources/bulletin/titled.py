"""The months of columns whose heads say none: the title's, where nothing speaks of others."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from yuebao.domain import Period, PeriodError
from yuebao.sources._values import plain, shown
from yuebao.sources.bulletin.head_words import HeadSpan, SpanKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yuebao.sources._dialects import ToldWords
    from yuebao.sources.bulletin.heads import TableHeads
    from yuebao.sources.bulletin.title import Above

_TO_DATE = re.compile(r"(?<!\d)0?1月?份?(?:至|到|-|—|–|~)\d{1,2}月", re.ASCII)
_SENTENCE = re.compile(r"[。;；\n]")


def titled_spans(above: Above, months: Period | None) -> list[HeadSpan]:
    """The months of a title; those given where it says none, else of the tab, or by its release."""
    if said := above.spans():
        return said
    if months is None:
        return above.tab_spans() or above.released_spans()
    return [span_of(months)]


def span_of(months: Period) -> HeadSpan:
    """The months of a period, as heads say them."""
    first, last = months.first, months.last
    if months.is_one_month():
        return HeadSpan(SpanKind.MONTH, last=last.month, last_year=last.year)
    if months == Period.year_to_date(last):
        return HeadSpan(SpanKind.YEAR_TO_DATE, last=last.month, last_year=last.year)
    return HeadSpan(SpanKind.MONTHS, first.month, last.month, first.year, last.year)


def with_titled_span(
    heads: TableHeads,
    said: Sequence[HeadSpan],
    above: Above,
    told: ToldWords,
    months: Period | None,
) -> TableHeads:
    """The heads, those of columns without months with the first of those said.

    Raises:
        PeriodError: A title says one month, and something else speaks of the year to date.
    """
    if not said or all(column.span is not None for column in heads.columns):
        return heads
    span = said[0]
    other = next(_of_the_year(above, told), None) if span.kind is SpanKind.MONTH else None
    if other is not None and months is not None and (given := span_of(months)).last == span.last:
        span = given
    elif other is not None:
        raise PeriodError(
            f"its title says {span.last_year}-{span.last or 0:02}, but {shown(other)} speaks of "
            "the year to date, and the heads say neither",
            where=above.file,
            remedy="Write 8月 or 1至8月 into the heads, or give the months with --months.",
        )
    columns = tuple(c if c.span is not None else replace(c, span=span) for c in heads.columns)
    return replace(heads, columns=columns)


def _of_the_year(above: Above, told: ToldWords) -> Iterator[str]:
    """The texts around a table by which its numbers may be of the year to date."""
    titles = (text for text in above.texts if text not in above.head.fields)
    titles = (t for t in titles if (said := above.words.read(t)) is None or not said.growth)
    for text in (*titles, above.path_name, above.tab):
        if _speaks_of_it(plain(text), told):
            yield text
    for text in above.below:
        for sentence in _SENTENCE.split(text):
            if _speaks_of_it(plain(sentence), told) and any(
                word in plain(sentence) for word in (*told.own, *told.numbers)
            ):
                yield text


def _speaks_of_it(text: str, told: ToldWords) -> bool:
    """Whether a text speaks of the year to date, and not of its growth."""
    rates = "|".join(map(re.escape, told.rates)) or "(?!)"
    words = "|".join(map(re.escape, told.to_date)) or "(?!)"
    return bool(
        re.search(rf"(?:{words})(?!{rates})", text)
        or any(not re.match(rates, text[m.end() :]) for m in _TO_DATE.finditer(text))
    )
