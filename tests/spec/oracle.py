"""Answers in plain, slow Python, with nothing of yuebao's but its words for months and flows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.spec import oracle_revisions, wording
from tests.spec.case import Indicator, Window, read_table

from yuebao.domain import Currency, Flow, Month, Period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tests.spec.case import File, Question
    from tests.spec.wording import Answer

DIMENSIONS = ("partner", "mode", "province")
SUCCESSORS = {"337": "150"}  # Georgia's code changed with 2023

Fact = dict[str, str]
Terms = list[tuple[int, Period]]


class NotAvailableError(Exception):
    """There is no answer; the text says why."""


@dataclass
class Part:
    """All facts of one flow, grain, scope and currency, and the periods stated of each code."""

    flow: Flow
    depth: str
    dimensions: frozenset[str]
    scope: str
    currency: Currency
    facts: list[Fact]
    stated: dict[str, set[Period]]

    @property
    def name(self) -> str:
        """The grain as it is written: hs8/partner."""
        return "/".join([self.depth, *(d for d in DIMENSIONS if d in self.dimensions)])

    def periods(self, codes: Sequence[str]) -> set[Period]:
        """The periods stated for every code."""
        of_each = [
            {p for held, ps in self.stated.items() if held.startswith(code) for p in ps}
            for code in codes
        ]
        return set.intersection(*of_each)


def gather(files: Iterable[File]) -> list[Part]:
    """The files' facts, put together where they add."""
    parts: dict[tuple[object, ...], Part] = {}
    for file in files:
        heads, *rows = read_table(file.table)
        said = {"released": file.released, "load": str(file.mode)}
        facts = [dict(zip(heads, row, strict=True)) | said for row in rows]
        dimensions = frozenset(d for d in DIMENSIONS if d in heads)
        code = facts[0]["commodity"]
        depth = "all" if code == "all" else f"hs{len(code)}"
        key = (file.flow, depth, dimensions, file.scope, file.currency)
        part = parts.setdefault(key, Part(*key, [], {}))
        part.facts += facts
        periods = {Period.parse(fact["month"]) for fact in facts}
        if file.months:
            periods |= set(map(Period.of_month, Period.parse(file.months).months()))
        for fact in facts:
            part.stated.setdefault(fact["commodity"], set()).update(periods)
    return list(parts.values())


def put_together(period: Period, stated: set[Period]) -> Terms | None:
    """How a period is made of those stated: itself, its months, or a difference."""
    months = [Period(month, month) for month in period.months()]
    if period in stated:
        return [(1, period)]
    if all(month in stated for month in months):
        return [(1, month) for month in months]
    for longer in sorted(stated, reverse=True):  # the shortest that will do
        rest = [
            s for s in stated
            if s.first == longer.first and s.last.plus(1) == period.first
        ]  # fmt: skip
        if longer.last == period.last and rest:
            return [(1, longer), (-1, rest[0])]
    return None


@dataclass
class Chosen:
    """The part that answers, and how it answers each period it can."""

    part: Part
    codes: Sequence[str]
    terms: dict[Period, Terms]

    def facts(self, period: Period) -> list[tuple[int, Fact]]:
        """The facts of a period, with their signs."""
        return [
            (sign, fact)
            for sign, stated in self.terms[period]
            for fact in self.part.facts
            if Period.parse(fact["month"]) == stated
            and any(fact["commodity"].startswith(code) for code in self.codes)
        ]


def choose(parts: list[Part], question: Question, flow: Flow) -> Chosen:
    """The part of full scope that carries what is asked for and answers most."""
    about = [
        p for p in parts
        if p.flow is flow
        and p.currency == question.currency
        and any(held.startswith(code) for held in p.stated for code in question.codes)
    ]  # fmt: skip
    if not about:
        raise NotAvailableError(wording.missing("not_loaded"))
    whole = [p for p in about if p.scope == "all"]
    if not whole:
        scopes = sorted({p.scope for p in about})
        raise NotAvailableError(wording.missing("partial", scopes))
    needed = set() if question.by == "commodity" else {str(question.by)}
    fine = sorted((p for p in whole if needed <= p.dimensions), key=lambda p: p.name)
    if not fine:
        raise NotAvailableError(wording.missing("dimension"))
    able = []
    for part in fine:
        stated = part.periods(question.codes)
        terms = {p: put_together(p, stated) for p in (question.period, question.base)}
        found = {period: made for period, made in terms.items() if made is not None}
        if question.period in found:
            able.append(Chosen(part, question.codes, found))
    if not able:
        holes = [
            [m for m in question.period.months()
             if Period(m, m) not in part.periods(question.codes)]
            for part in fine
        ]  # fmt: skip
        fewest = min(holes, key=len)
        raise NotAvailableError(wording.missing("months", fewest))
    return min(able, key=lambda c: (-len(c.terms), len(c.part.dimensions), c.part.depth))


def entity_of(fact: Fact, question: Question) -> str:
    """Whom a fact counts for."""
    if question.by == "commodity":
        return next(code for code in question.codes if fact["commodity"].startswith(code))
    code = fact[question.by]
    return SUCCESSORS.get(code, code) if question.by == "partner" else code


def levels(chosen: Chosen, question: Question, period: Period) -> dict[str, int] | None:
    """Values by entity; None where the period cannot be answered."""
    if period not in chosen.terms:
        return None
    found: dict[str, int] = {}
    for sign, fact in chosen.facts(period):
        entity = entity_of(fact, question)
        found[entity] = found.get(entity, 0) + sign * int(fact["value"])
    return found


def by_edition(parts: list[Part], question: Question) -> list[Part]:
    """The parts without facts of codes that are not those of their month's HS edition.

    A code that is none of a month's is not asked for in it: what is stated of one is of all.
    """
    if not question.editions:
        return parts
    own = {code for _, codes in question.editions for code in codes}
    kept = []
    for part in parts:
        facts = [fact for fact in part.facts if _is_own(fact, question)]
        every = {p for c in own & set(part.stated) for p in part.stated[c]}
        kept.append(replace(part, facts=facts, stated=part.stated | dict.fromkeys(own, every)))
    return kept


def _is_own(fact: Fact, question: Question) -> bool:
    year = Period.parse(fact["month"]).first.year
    edition = max(one for one, _ in question.editions if one <= year)
    return fact["commodity"] in dict(question.editions)[edition]


def answer(parts: list[Part], question: Question) -> Answer:
    """The answer to a question."""
    parts = by_edition(parts, question)
    try:
        if question.indicator is Indicator.NET:
            return _net(parts, question)
        chosen = choose(parts, question, question.flow)
    except NotAvailableError as why:
        return str(why)
    if question.indicator in ANALYSES:
        return ANALYSES[question.indicator](chosen, question)
    return _quantity(chosen, question) if question.unit else _of_values(chosen, question)


def _of_values(chosen: Chosen, question: Question) -> Answer:
    now = levels(chosen, question, question.period) or {}
    before = levels(chosen, question, question.base)
    entities = question.entities or sorted({*now, *(before or {})})
    if question.indicator is Indicator.CONTRIBUTION:
        return _contributions(question, now, before)
    if question.indicator is Indicator.RANKING:
        order = sorted(set(entities) - set(question.without))
        order.sort(key=lambda entity: now.get(entity, 0), reverse=True)  # stable: ties by code
        return {e: wording.number(now.get(e, 0)) for e in order[: question.first]}
    if question.indicator is Indicator.TOTAL:
        return {"total": wording.number(sum(now.values()))}
    return {entity: _one(chosen, question, entity, now, before) for entity in entities}


def _contributions(
    question: Question, now: dict[str, int], before: dict[str, int] | None
) -> Answer:
    order = sorted((e for e in now if now[e] > 0), key=lambda entity: (-now[entity], entity))
    shown = order[: question.first]
    found = {}
    for line in (*shown, "rest"):
        among = {line} if line in shown else {*now, *(before or {})}.difference(shown)
        level = sum(now.get(entity, 0) for entity in among)
        if before is None:
            found[line] = wording.contribution(None, level, None, None, "base_not_loaded")
            continue
        base, whole = sum(before.get(entity, 0) for entity in among), sum(before.values())
        ratio = Fraction(level - base, whole) if whole else None
        found[line] = wording.contribution(ratio, level, base, whole, "base_zero")
    return found


def _one(
    chosen: Chosen,
    question: Question,
    entity: str,
    now: dict[str, int],
    before: dict[str, int] | None,
) -> str:
    level = now.get(entity, 0)
    base = None if before is None else before.get(entity, 0)
    match question.indicator:
        case Indicator.LEVEL:
            return wording.number(level)
        case Indicator.SHARE:
            return wording.share(level, sum(v for e, v in now.items() if e not in question.without))
        case Indicator.OFFICIAL_GROWTH:
            printed = _printed(chosen, question, entity)
            return wording.growth(printed, level, base, "not_published")
    return _growth(level, base, question.minimum_base)


def _growth(level: int, base: int | None, minimum: int) -> str:
    if base is None:
        return wording.growth(None, level, base, "base_not_loaded")
    if base == 0:
        return wording.growth(None, level, base, "base_zero")
    if base < 0:
        return wording.growth(None, level, base, "base_negative")
    if base < minimum:
        return wording.growth(None, level, base, "base_small")
    return wording.growth(Fraction(level - base, base), level, base)


def _printed(chosen: Chosen, question: Question, entity: str) -> Fraction | None:
    """The growth printed beside the very amount: one fact of the period itself."""
    facts = [f for _, f in chosen.facts(question.period) if entity_of(f, question) == entity]
    if len(facts) != 1 or Period.parse(facts[0]["month"]) != question.period:
        return None
    text = facts[0].get("growth")
    return Fraction(text) / 100 if text else None


def _net(parts: list[Part], question: Question) -> Answer:
    chosen = {flow: choose(parts, question, flow) for flow in (Flow.EXPORT, Flow.IMPORT)}
    nets: list[dict[str, int] | None] = []
    entities: set[str] = set()
    for period in (question.period, question.base):
        out = levels(chosen[Flow.EXPORT], question, period)
        into = levels(chosen[Flow.IMPORT], question, period)
        if out is None or into is None:
            nets.append(None)
            continue
        if period == question.period:
            entities = {*out, *into}
        nets.append({e: out.get(e, 0) - into.get(e, 0) for e in {*out, *into}})
    now, before = nets
    return {
        e: wording.net(
            None if now is None else now.get(e, 0), None if before is None else before.get(e, 0)
        )
        for e in sorted(entities)
    }


def _quantity(chosen: Chosen, question: Question) -> Answer:
    total, counted, left_out = 0, 0, 0
    for sign, fact in chosen.facts(question.period):
        if fact.get("unit") == question.unit:
            total, counted = total + sign * int(fact["quantity"]), counted + 1
        elif fact.get("unit2") == question.unit:
            total, counted = total + sign * int(fact["quantity2"]), counted + 1
        else:
            left_out += 1
    known = total if counted or not left_out else None
    return {question.unit: wording.quantity(known, left_out)}


# Price, mix and quantity


def _carried(fact: Fact, unit: str) -> int | None:
    """What a fact has in a unit, as first or as second quantity."""
    for name in ("", "2"):
        if fact.get(f"unit{name}") == unit and fact.get(f"quantity{name}"):
            return int(fact[f"quantity{name}"])
    return None


def _units(fact: Fact) -> set[str]:
    return {
        fact[f"unit{n}"] for n in ("", "2") if fact.get(f"unit{n}") and fact.get(f"quantity{n}")
    }


def _price(chosen: Chosen, question: Question) -> Answer:
    now, before = ([f for _, f in chosen.facts(p)] for p in (question.period, question.base))
    facts = [fact for fact in (*now, *before) if int(fact["value"])]
    shared = set.intersection(*map(_units, facts)) if facts else set()
    known = set().union(*map(_units, facts))
    what = ("unit value", "value", "laspeyres", "paasche", "price", "mix", "quantity")
    worth, worth_before = (sum(int(f["value"]) for f in some) for some in (now, before))
    value = Fraction(worth, worth_before) if worth_before > 0 else None
    told: dict[str, Fraction | None] = dict.fromkeys(what) | {"value": value}
    if not shared:
        return wording.price(told, "mixed_units" if known else "no_quantity")
    (unit,) = shared
    cells, cells_before = _cells(now, unit), _cells(before, unit)
    much, much_before = (sum(q for _, q in c.values()) for c in (cells, cells_before))
    told |= {"unit value": Fraction(worth, much), "quantity": Fraction(much, much_before)}
    both = [cell for cell in cells if cell in cells_before]
    if not both:
        return wording.price(told, "no_match")
    for some, all_of in ((cells, worth), (cells_before, worth_before)):
        if Fraction(sum(some[c][0] for c in both), all_of) * 100 < question.minimum_coverage:
            return wording.price(told, "low_coverage")
    price_now, price_then = Fraction(0), Fraction(0)
    for cell in both:
        (v, q), (v0, q0) = cells[cell], cells_before[cell]
        price_now += Fraction(v, q) * q0
        price_then += Fraction(v0, q0) * q
    laspeyres = price_now / sum(cells_before[c][0] for c in both)
    paasche = sum(cells[c][0] for c in both) / price_then
    with localcontext(prec=80):
        square = laspeyres * paasche
        root = (Decimal(square.numerator) / square.denominator).sqrt()
        price = Fraction(root.quantize(Decimal(1).scaleb(-30)))
    assert value is not None
    mix = value / (price * Fraction(much, much_before))
    told |= {"laspeyres": laspeyres, "paasche": paasche, "price": price, "mix": mix}
    return wording.price(told, "")


def _cells(facts: Iterable[Fact], unit: str) -> dict[tuple[str, str], tuple[int, int]]:
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for fact in facts:
        cell = (fact["commodity"], SUCCESSORS.get(fact.get("partner", ""), fact.get("partner", "")))
        value, quantity = found.get(cell, (0, 0))
        found[cell] = (value + int(fact["value"]), quantity + (_carried(fact, unit) or 0))
    return {cell: held for cell, held in found.items() if held[0] > 0 and held[1] > 0}


# Records and runs


def _ends(window: Window, month: Month, reported: Month) -> bool:
    """Whether a month ends a window of the kind that ends with the month reported."""
    every = {Window.QUARTER: 3, Window.HALF_YEAR: 6}.get(window, 1)
    if window in (Window.YEAR_TO_DATE, Window.JANUARY_FEBRUARY):
        return month.month == reported.month
    return month.month % every == 0


def _record(chosen: Chosen, question: Question) -> Answer:
    stated = chosen.part.periods(question.codes)
    reported = Month.parse(question.month)

    def level(period: Period) -> int | None:
        terms = put_together(period, stated)
        if terms is None:
            return None
        held = replace(chosen, terms={period: terms})
        return sum(sign * int(fact["value"]) for sign, fact in held.facts(period))

    def sign(period: Period) -> int | None:
        now, base = level(period), level(period.year_earlier())
        return None if now is None or not base else (now > base) - (now < base)

    months = [reported.plus(-back) for back in range(240)]
    own = [question.window.period(m) for m in months if _ends(question.window, m, reported)]
    # A run of the year to date goes on through the months of a year.
    every = own if question.window is not Window.YEAR_TO_DATE else [
        question.window.period(month) for month in months
    ]  # fmt: skip
    seen: list[tuple[Period, int]] = []
    for period in own:
        amount = level(period)
        if amount is None:
            break
        seen.append((period, amount))
    now = seen[0][1]
    highest = max(amount for _, amount in seen)
    signs = [sign(period) for period in every]
    run = next(at for at, one in enumerate([*signs, "end"]) if one != signs[0])
    after = signs[run : run + 1]
    other = after[0] if after and after[0] is not None else None
    before = 0
    while other is not None and run + before < len(signs) and signs[run + before] == other:
        before += 1
    return wording.record({
        "rank": f"{1 + sum(amount > now for _, amount in seen)} of {len(seen)}",
        "since": seen[-1][0],
        "highest": f"{wording.number(highest)} in {next(p for p, a in seen if a == highest)}",
        "higher": next((p for p, amount in seen if amount > now), None),
        "lower": next((p for p, amount in seen if amount < now), None),
        "run": None if signs[0] is None
        else f"{run}{' or more' if other is None else ''}, sign {signs[0]}",
        "before": None if signs[0] is None else before,
    })  # fmt: skip


# Concentration


def _concentration(chosen: Chosen, question: Question) -> Answer:
    now = levels(chosen, question, question.period) or {}
    before = levels(chosen, question, question.base)
    lists = []
    for some in (now, before or {}):
        held = [e for e in some if some[e] > 0 and e not in question.without]
        lists.append(sorted(held, key=lambda e, some=some: (-some[e], e)))  # type: ignore[misc]
    there, then = lists
    whole = sum(now.values())
    index = Fraction(sum(now[e] ** 2 for e in there) * 10_000, whole**2) if whole > 0 else None
    new, lost = ([e for e in one if e not in two] for one, two in ((there, then), (then, there)))
    if before is None:
        return wording.concentration(index, there, None, None)
    return wording.concentration(index, there, new, lost)


ANALYSES: dict[Indicator, Callable[[Chosen, Question], Answer]] = {
    Indicator.PRICE: _price,
    Indicator.RECORD: _record,
    Indicator.CONCENTRATION: _concentration,
    Indicator.REVISION: oracle_revisions.answer,
}
