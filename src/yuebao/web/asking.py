"""What a page asks at an address, and the page that shows it: for those that ask about goods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from yuebao.domain import UserError
from yuebao.publish.parameters import PARAMETERS
from yuebao.publish.question import MAX_FIRST, By
from yuebao.report import DEFAULT_THEME, load_theme
from yuebao.report.language import find_language
from yuebao.web.explore_charts import CHARTS, HISTORIES
from yuebao.web.refusals import status_of
from yuebao.web.shelf import language_of
from yuebao.web.templates import page
from yuebao.web.vintage import LATEST, Vintage
from yuebao.web.words import page_languages, words_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yuebao.domain import Month, YuebaoError
    from yuebao.report.words import Language
    from yuebao.store import View
    from yuebao.web.answer import Answer, Asked
    from yuebao.web.desk import Desk
    from yuebao.web.words import Words


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
