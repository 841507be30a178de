"""Questions beside any report: a form, and its answer as a page and as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yuebao.domain import WINDOWS, Flow, YuebaoError
from yuebao.publish.explore import GapError
from yuebao.publish.explored import Shown
from yuebao.publish.explored_files import (
    exploration_lines,
    lines_as_csv,
    lines_as_parquet,
    lines_as_xlsx,
)
from yuebao.publish.question import (
    USUAL_FIRST,
    By,
)
from yuebao.web.answer import Answer, csv_answer
from yuebao.web.api.answers import explored
from yuebao.web.asking import question_page, read_page
from yuebao.web.explore_charts import CHARTS, draw_chart
from yuebao.web.goods import NO_CODES, list_goods
from yuebao.web.refusals import AddressError
from yuebao.web.reports import as_download
from yuebao.web.vintage import LATEST, Vintage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from yuebao.publish.explore import Exploration
    from yuebao.web.answer import Asked
    from yuebao.web.asking import PageQuestion
    from yuebao.web.desk import Desk

FILES: dict[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "sql": "text/plain; charset=utf-8",
}
"""What an answer can be kept as, by ending."""


def show_explore(desk: Desk, asked: Asked) -> Answer:
    """The form, and the answer where goods are named."""
    question = read_page(desk, asked)
    language, words = question.language, question.words
    shown: Shown | None = None
    drawn_chart: str = ""
    error: YuebaoError | None = None
    listed = NO_CODES
    try:
        listed = list_goods(desk, question)
        if question.texts.get("codes"):
            shown = Shown(_answer(desk, question), language)
            drawn_chart = draw_chart(shown, question.chart, words["explore"], desk.regions_map)
    except YuebaoError as refused:
        error = refused
    return question_page(
        question,
        error,
        form=_form(question),
        listed=listed,
        shown=shown,
        rows=_rows(shown, words["explore"]) if shown else [],
        heads=[question.reader.when(span) for span in shown.found.columns] if shown else [],
        reasons=_reasons(shown) if shown else [],
        title=_title(shown, words["explore"]) if shown else words["explore"]["title"],
        chart=drawn_chart,
        files=FILES,
        error=error,
        told=_told(error, words, desk.say, language),
        partial_at=_partial_at(question, error),
        pin=f"v{question.view.version}",
        further=_further(question),
    )


def _answer(desk: Desk, question: PageQuestion) -> Exploration:
    return explored(desk, question.asked(), Vintage.parse(question.texts.get("vintage", LATEST)))


def show_explored_file(desk: Desk, asked: Asked) -> Answer:
    """The answer as a file to keep."""
    ending = asked.path["ending"]
    if ending not in FILES:
        raise AddressError(f"there are no {ending[:20]!r} files of answers", where=asked.at[:200],
                           remedy=f"There are {', '.join(FILES)}.")  # fmt: skip
    question = read_page(desk, asked)
    found = _answer(desk, question)
    words = question.words["explore"]
    name = f"explore-{'-'.join(found.request.codes)[:40]}-{found.request.months[0]}.{ending}"
    if ending == "sql":
        content = ";\n\n".join(found.sql).encode() + b";\n"
        return Answer(content, FILES[ending], found.version, headers=as_download(name))
    lines = exploration_lines(Shown(found, question.language), words["whole"], words["rest"])
    if ending == "csv":
        made = csv_answer(lines_as_csv(lines), found.version)
        return Answer(made.content, made.media_type, found.version, headers=as_download(name))
    note = words["sql_about"].format(found.version)
    content = (
        lines_as_parquet(lines)
        if ending == "parquet"
        else lines_as_xlsx(lines, found.sql, f"{asked.at} — {note}")
    )
    return Answer(content, FILES[ending], found.version, headers=as_download(name))


# The form


def _form(question: PageQuestion) -> dict[str, Any]:
    """What can be chosen, and what is."""
    view, tag = question.view, question.reader.words.names_in
    office = view.office
    months = sorted({p.last for part in view.slices for p in part.periods}, reverse=True)
    chosen = question.said("months")
    return {
        "flows": list(Flow),
        "bys": list(By),
        "windows": list(WINDOWS),
        "window_names": question.reader.words.names.windows,
        "charts": CHARTS,
        "currencies": [words.code for words in office.currencies],
        "months": [str(month) for month in months],
        "chosen": (*chosen, *[""] * max(0, 3 - len(chosen))),
        "groups": [(group.id, group.name(tag)) for group in office.groups],
        "partners": [(one.code, one.name(tag)) for one in office.partners if not one.retired],
        "provinces": [(one.code, question.reader.region_name(one.code)) for one in office.regions],
        "modes": [(one.code, one.name(tag)) for one in office.modes],
        "first": question.texts.get("first", str(USUAL_FIRST)),
    }


# The answer


def _title(shown: Shown, words: Mapping[str, Any]) -> str:
    request = shown.found.request
    named = ((shown.goods(code), code) for code in request.codes[:3])
    goods = words["comma"].join(
        words["coded"].format(name, code) if code.isdigit() and code not in name else name
        for name, code in named
    )
    more = words["and_more"].format(len(request.codes) - 3) if len(request.codes) > 3 else ""
    return str(words["headline"]).format(
        goods=goods + more, flow=words["flows"][request.flow], by=words["bys"][request.by]
    )


def _rows(shown: Shown, words: Mapping[str, Any]) -> list[Any]:
    rest = shown.rest(words["rest"])
    return [shown.whole(words["whole"]), *shown.rows(), *([rest] if rest else [])]


def _reasons(shown: Shown) -> list[str]:
    """Why there is no number where there is none, each reason once."""
    found = [
        (figure.reason, figure.window)
        for row in (shown.whole(""), *shown.rows())
        for cell in row.cells
        for figure in (cell.value, cell.growth, cell.share, cell.contribution)
        if figure.reason is not None
    ]
    prices = (one.price for one in shown.prices())
    found += [(one.reason, one.window) for one in prices if one.reason is not None]
    told = (shown.language.reason(reason, window) for reason, window in found)
    return list(dict.fromkeys(told))


def _told(
    error: YuebaoError | None, words: Mapping[str, Any], say: Callable[[str, str], str],
    language: str,
) -> tuple[str, str]:  # fmt: skip
    """What is wrong and what to do, in the page's language."""
    if error is None:
        return "", ""
    stop, words = words["stop"], words["explore"]
    if isinstance(error, GapError):
        missing = error.missing
        return (
            words["gaps"][missing.gap].format(
                flow=words["flows"][error.flow],
                by=words["bys"][error.by],
                months=words["comma"].join(map(str, missing.months[:6])),
                scopes=words["comma"].join(map(str, missing.scopes[:6])),
                codes=words["comma"].join(missing.lacking[:6]),
                more=len(missing.lacking),
            ),
            words["gap_remedies"][missing.gap],
        )
    return say(language, error.found) + stop, say(language, error.remedy)


def _partial_at(question: PageQuestion, error: YuebaoError | None) -> str:
    """The same question, asked of what is loaded in part."""
    partly = isinstance(error, GapError) and error.missing.gap == "parts"
    return question.at(partial="yes") if partly else ""


def _further(question: PageQuestion) -> Callable[[str | None], str]:
    """The address of a question that goes on from a row."""
    by = question.texts.get("by", By.PARTNER.value)
    narrows = {By.PARTNER: "partners", By.GROUP: "partners", By.PROVINCE: "provinces",
               By.MODE: "modes"}  # fmt: skip

    def at(code: str | None) -> str:
        if code is None or by == By.NOTHING:
            return ""
        if by == By.COMMODITY:
            return question.at(codes=code) if code not in question.said("codes") else ""
        name = narrows[By(by)]
        return question.at(**{name: code, "by": By.COMMODITY.value, "chart": ""})

    return at
