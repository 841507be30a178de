"""Questions to a store beside any report, as texts say them and as records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from yuebao.domain import MONTH, Currency, Flow, Month, UserError, find_window
from yuebao.indicators import Breakdown
from yuebao.report.definition import ALL_GOODS

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from yuebao.domain import Window
    from yuebao.reference import Office
    from yuebao.store import View

MAX_CODES = 60
"""So many commodities one question may name."""

MAX_COLUMNS = 6
"""So many periods stand side by side."""

MAX_FIRST = 300
"""So many rows are ranked at most."""

USUAL_FIRST = 20
"""So many are where nobody says."""

MAX_HISTORY = 60
"""So many months a chart goes back."""

_LISTED = re.compile(r"[\s,;，、；]+")

_Choice = TypeVar("_Choice", bound=StrEnum)


class By(StrEnum):
    """What a question breaks trade down by."""

    NOTHING = "nothing"
    COMMODITY = "commodity"
    """The commodities named; of a single one, those one step below it."""
    PARTNER = "partner"
    GROUP = "group"
    """The office's country groups, which may overlap."""
    PROVINCE = "province"
    MODE = "mode"

    @property
    def breakdown(self) -> Breakdown:
        """What levels it needs."""
        if self is By.NOTHING:
            return Breakdown.COMMODITY
        return Breakdown.PARTNER if self is By.GROUP else Breakdown(self.value)


@dataclass(frozen=True, slots=True)
class ExploreRequest:
    """A question.

    Attributes:
        codes: HS codes, each with all below it, or `all`.
        months: The months asked about, each a column; the rows are in the order of the first.
        flow: Exports, imports, or both together.
        by: What they are broken down by.
        window: Which months up to each of them.
        currency: The currency; None for the first there is.
        partners: Only trade with these partners, or groups by their names.
        provinces: Only trade of these.
        modes: Only trade in these.
        first: How many rows; what is left stands together.
        history: How many months up to the first are told one by one; 0 for none.
        price: Whether price, mix and quantity are told of the whole.
        accept_partial: Whether what is loaded of a heading may stand for it, and is told.
    """

    codes: tuple[str, ...]
    months: tuple[Month, ...]
    flow: Flow = Flow.EXPORT
    by: By = By.PARTNER
    window: Window = MONTH
    currency: Currency | None = None
    partners: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    first: int = 20
    history: int = 0
    price: bool = False
    accept_partial: bool = False

    def flows(self) -> tuple[Flow, ...]:
        """The flows to be added up."""
        return (Flow.EXPORT, Flow.IMPORT) if self.flow is Flow.TOTAL else (self.flow,)


def check_request(request: ExploreRequest, office: Office) -> None:
    """Refuse a question that names what there is not.

    Raises:
        UserError: What it is, and what there is.
    """
    if not request.codes:
        raise UserError("no goods are named", remedy="Name HS codes, as codes=8507.")
    if not request.months:
        raise UserError("no month is named, and none is loaded", remedy="Load files first.")
    for name, asked, most in (
        ("codes", len(request.codes), MAX_CODES), ("months", len(request.months), MAX_COLUMNS),
        ("first", request.first, MAX_FIRST), ("history", request.history, MAX_HISTORY),
    ):  # fmt: skip
        if asked > most:
            raise UserError(
                f"{name}: {asked} are asked for", remedy=f"At most {most} at once; ask for less."
            )
    _check_codes(request.codes, office)
    known: dict[str, tuple[tuple[str, ...], Container[str]]] = {
        "partner": (request.partners, {one.code for one in office.partners}
                    | {group.id for group in office.groups}),
        "province": (request.provinces, {one.code for one in office.regions}),
        "trade mode": (request.modes, {one.code for one in office.modes}),
    }  # fmt: skip
    for what, (asked_for, there) in known.items():
        for code in asked_for:
            if code not in there:
                raise UserError(f"{code[:40]!r} is no {what}", remedy="Write its customs code.")


def _check_codes(codes: tuple[str, ...], office: Office) -> None:
    for code in codes:
        if code != ALL_GOODS and not office.is_commodity(code):
            raise UserError(
                f"{code[:40]!r} is no code of goods",
                remedy=f"Codes have {office.commodity_form()}; or write {ALL_GOODS}.",
            )
    for one in codes:
        for other in codes:
            if one != other and (other.startswith(one) or one == ALL_GOODS):
                raise UserError(
                    f"{other} is part of {one}, and would count twice",
                    remedy="Name either, or ask two questions.",
                )


def unlisted_codes(view: View) -> tuple[str, ...]:
    """The codes that are loaded, ascending, where the office has no list of them; else none."""
    if view.office.commodities.languages:
        return ()
    return tuple(sorted({code for part in view.slices for code in part.commodities}))


def children_of(
    office: Office, code: str, month: Month, unlisted: Sequence[str] = ()
) -> tuple[str, ...]:
    """The codes one step below a code in the list that answers for a month; of "" the chapters.

    Args:
        office: Whose list it is.
        code: The code.
        month: The month.
        unlisted: The codes there are where the office has no list.
    """
    digits = next((depth for depth in office.depths if depth > len(code)), None)
    if digits is None:
        return ()
    below = office.commodities.below(code, month) if code else office.commodities.codes(month)
    below = (*below, *(one for one in unlisted if one.startswith(code)))
    return tuple(dict.fromkeys(one[:digits] for one in below))


def read_question(texts: Mapping[str, str], view: View) -> ExploreRequest:
    """A question from the texts of `parameters.PARAMETERS`; what is not said has its default.

    Args:
        texts: By name; other names are passed over.
        view: What the store knows, for the latest month.

    Raises:
        UserError: A text cannot be what it stands for.
    """
    said = {name: text.strip() for name, text in texts.items() if text.strip()}
    codes, flow = _list(said, "codes"), _choice(Flow, said, "flow", Flow.EXPORT)
    months = tuple(dict.fromkeys(map(Month.parse, _list(said, "months"))))
    return ExploreRequest(
        codes=codes,
        months=months or _latest(view, codes, flow),
        flow=flow,
        by=_choice(By, said, "by", By.PARTNER),
        window=find_window(said.get("window", str(MONTH))),
        currency=_currency(said.get("currency", ""), view.office),
        partners=_list(said, "partners"),
        provinces=_list(said, "provinces"),
        modes=_list(said, "modes"),
        first=_number(said, "first", USUAL_FIRST, 1),
        history=_number(said, "history", 0, 0),
        price=_yes(said, "price"),
        accept_partial=_yes(said, "partial"),
    )


def question_texts(request: ExploreRequest) -> dict[str, str]:
    """The texts that `read_question` reads back; what has its default is left out."""
    usual = {
        "flow": Flow.EXPORT, "by": By.PARTNER, "window": MONTH, "first": USUAL_FIRST, "history": 0,
    }  # fmt: skip
    said = {
        "codes": ",".join(request.codes),
        "months": ",".join(map(str, request.months)),
        **{name: "" if (value := getattr(request, name)) == often else str(value)
           for name, often in usual.items()},
        "currency": str(request.currency or ""),
        "partners": ",".join(request.partners),
        "provinces": ",".join(request.provinces),
        "modes": ",".join(request.modes),
        "price": "yes" if request.price else "",
        "partial": "yes" if request.accept_partial else "",
    }  # fmt: skip
    return {name: text for name, text in said.items() if text}


def _latest(view: View, codes: tuple[str, ...], flow: Flow) -> tuple[Month, ...]:
    """The last month stated of goods, of the flows asked about."""
    flows = (Flow.EXPORT, Flow.IMPORT) if flow is Flow.TOTAL else (flow,)
    stated = [
        {period.last for held in view.coverage(codes, one) for period in held.common(parts=True)}
        for one in flows
    ]
    both = set.intersection(*stated) or set.union(*stated)
    every = both or {p.last for part in view.slices for p in part.periods}
    return (max(every),) if every else ()


def _list(said: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, _LISTED.split(said.get(name, "")))))


def _choice(kind: type[_Choice], said: Mapping[str, str], name: str, usual: _Choice) -> _Choice:
    text = said.get(name, usual.value)
    try:
        return kind(text)
    except ValueError:
        raise UserError(
            f"{name} cannot be {text[:40]!r}", remedy=f"It is one of {', '.join(kind)}."
        ) from None


def _number(said: Mapping[str, str], name: str, usual: int, least: int) -> int:
    text = said.get(name, str(usual))
    if not re.fullmatch("[0-9]{1,6}", text) or int(text) < least:
        raise UserError(f"{name} cannot be {text[:40]!r}",
                        remedy=f"Write a whole number from {least}.")  # fmt: skip
    return int(text)


def _yes(said: Mapping[str, str], name: str) -> bool:
    text = said.get(name, "no")
    if text not in ("yes", "no"):
        raise UserError(f"{name} cannot be {text[:40]!r}", remedy="Write yes or no.")
    return text == "yes"


def _currency(text: str, office: Office) -> Currency | None:
    codes = [words.code for words in office.currencies]
    if text and text.upper() not in codes:
        raise UserError(f"{text[:40]!r} is no currency here", remedy=f"Take {' or '.join(codes)}.")
    return Currency(text.upper()) if text else None
