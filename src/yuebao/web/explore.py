"""Questions beside any report: a form, and its answer as a page and as files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from yuebao.domain import WINDOWS, Flow, UserError, YuebaoError
from yuebao.publish.codes import CodesRequest, find_codes
from yuebao.publish.explore import GapError
from yuebao.publish.explored import Shown, hint_goods
from yuebao.publish.explored_files import (
    exploration_lines,
    lines_as_csv,
    lines_as_parquet,
    lines_as_xlsx,
)
from yuebao.publish.parameters import PARAMETERS
from yuebao.publish.question import (
    MAX_FIRST,
    USUAL_FIRST,
    By,
    children_of,
    unlisted_codes,
)
from yuebao.report import DEFAULT_THEME, load_theme
from yuebao.report.language import find_language
from yuebao.web.answer import Answer, csv_answer
from yuebao.web.api.answers import explored
from yuebao.web.explore_charts import CHARTS, HISTORIES, draw_chart
from yuebao.web.refusals import AddressError, status_of
from yuebao.web.reports import as_download
from yuebao.web.shelf import language_of
from yuebao.web.templates import page
from yuebao.web.vintage import LATEST, Vintage
from yuebao.web.words import page_languages, words_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from yuebao.domain import Month
    from yuebao.publish.explore import Exploration
    from yuebao.report.words import Language
    from yuebao.store import View
    from yuebao.web.answer import Asked
    from yuebao.web.desk import Desk
    from yuebao.web.words import Words

FOUND = 40
"""So many codes a search lists."""

FILES: dict[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "sql": "text/plain; charset=utf-8",
}
"""What an answer can be kept as, by ending."""


NO_CODES: dict[str, Any] = {
    "codes": [], "more": 0, "above": [], "top": "", "is_open": True, "page": "explore",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageQuestion:
    """What is asked at an address: the question, and how it is shown.

    Attributes:
        language: The language of the page.
        texts: What the address says, by name; what is empty is left out.
        month: The month whose list of goods is shown.
        view: What the store knows.
        reader: The language of names.
        page: The page that asks.
    """

    language: str
    texts: Mapping[str, str]
    month: Month | None
    view: View
    reader: Language
    page: str = "explore"

    @classmethod
    def of(cls, desk: Desk, language: str, given: Mapping[str, str], name: str) -> PageQuestion:
        """What texts ask on a page of a name."""
        view = desk.view(Vintage.parse(given.get("vintage", LATEST)))
        free = ("label_", "title_")  # what people write; all else is a list
        tidy = {k: t.strip() if k.startswith(free) else _tidy(t) for k, t in given.items()}
        texts = {key: text for key, text in tidy.items() if text and key != "token"}
        last = max((one.last for part in view.slices for one in part.periods), default=None)
        reader = find_language(language, load_theme(DEFAULT_THEME).wording, view.office)
        return cls(language, texts, last, view, reader, name)

    @property
    def words(self) -> Words:
        """The words of its page."""
        return words_in(self.language, self.view.office.region_words.get(self.language))

    @property
    def digits(self) -> tuple[int, int]:
        """How many digits the shortest codes have, and the longest."""
        return self.view.office.depths[0], self.view.office.depth

    def at(self, ending: str = "", **changes: str) -> str:
        """The address of this question with some of it changed; an empty text leaves one out."""
        kept = {name: text for name, text in {**self.texts, **changes}.items() if text}
        path = f"/{self.language}/{self.page}" + (f".{ending}" if ending else "")
        return path + (f"?{urlencode(kept)}" if kept else "")

    def said(self, name: str) -> tuple[str, ...]:
        """The parts of a text."""
        return tuple(filter(None, self.texts.get(name, "").split(",")))

    @property
    def chart(self) -> str:
        """Which chart is shown: the one asked for, else the one that suits."""
        asked = self.texts.get("chart", "")
        if asked not in ("", *CHARTS):
            raise UserError(f"there is no chart {asked[:40]!r}",
                               remedy=f"There are {', '.join(CHARTS)}.")  # fmt: skip
        alone = self.texts.get("by") == By.NOTHING
        return asked or ("trend" if alone else "ranking")

    def asked(self) -> dict[str, str]:
        """The question itself, with as many months as its chart draws."""
        texts = {name: text for name, text in self.texts.items() if name in PARAMETERS}
        usual = {"history": str(HISTORIES[self.chart])}
        if self.chart == "tiles":
            usual["first"] = str(MAX_FIRST)
        return {**usual, **texts}


def read_page(desk: Desk, asked: Asked, name: str = "explore") -> PageQuestion:
    """What is asked at an address of the explorer, or of another page that asks for goods."""
    return PageQuestion.of(desk, language_of(asked), asked.query, name)


def _tidy(text: str) -> str:
    return ",".join(part.strip() for part in text.split(",") if part.strip())


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


def question_page(question: PageQuestion, refused: YuebaoError | None, **holes: Any) -> Answer:
    """The page of a question, with the status of why it was refused; holes as its template asks."""
    return page(
        f"{question.page}.html",
        question.language,
        version=question.view.version,
        office=question.view.office,
        status=200 if refused is None else status_of(refused),
        others={code: in_language(question, code) for code in page_languages()},
        question=question,
        texts=question.texts,
        **holes,
    )


def in_language(question: PageQuestion, code: str) -> str:
    """The address of a question in another language."""
    return question.at().replace(f"/{question.language}/", f"/{code}/", 1)


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


def list_goods(desk: Desk, question: PageQuestion) -> dict[str, Any]:
    """Codes to choose from: those found, or those a step below the one that is open."""
    office, month = question.view.office, question.month
    unlisted = unlisted_codes(question.view)
    if month is None:
        return NO_CODES

    def name(code: str) -> str:
        key = (question.language, code, month)
        return desk.names_of_goods.get(key, lambda: hint_goods(question.reader, code, month))

    sought, opened = question.texts.get("q", ""), question.texts.get("tree", "")
    if opened and not (opened.isascii() and opened.isdigit()):
        opened = ""
    if sought and office.commodities.languages:
        found = [one.code for one in find_codes(CodesRequest(sought, month, office.name)).codes]
    elif sought:
        found = [code for code in unlisted if code.startswith(sought)]
    else:
        found = list(children_of(office, opened, month, unlisted))
    codes = found[:FOUND] if sought else found
    above = [opened[:depth] for depth in office.depths if depth <= len(opened)]
    return {
        "codes": [
            {
                "code": code,
                "name": name(code),
                "add_at": question.at(codes=_with(question, code), q="", tree=""),
                "open_at": question.at(tree=code, q="") if len(code) < office.depth else "",
            }
            for code in codes
        ],
        "more": len(found) - len(codes),
        "above": [
            {"code": code, "name": name(code),
             "at": question.at(tree=code, q="")}
            for code in above
        ],
        "top": question.at(tree="", q=""),
        "is_open": bool(sought or opened or not question.texts.get("codes")),
        "page": question.page,
    }  # fmt: skip


def _with(question: PageQuestion, code: str) -> str:
    """The goods with one more, which takes the place of those above and below it."""
    kept = [
        one for one in question.said("codes")
        if not one.startswith(code) and not code.startswith(one) and one.isdigit()
    ]  # fmt: skip
    return ",".join((*kept, code))


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
