"""Definitions and stores drawn at random, each of one seed."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.unit.report.tiny import RELEASED, Fact, define, load, new_store

from yuebao.domain import WINDOWS, Flow, Month, UnavailableError, UserError
from yuebao.reference import find_office
from yuebao.report import build_report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from yuebao import Document, Store

OFFICE = find_office()
REGIONS = [region.code for region in OFFICE.regions]
PARTNERS = [partner.code for partner in OFFICE.partners if partner.code != OFFICE.own]
CODES = ("85076000", "85072000")
PRODUCTS = (("850760", "锂离子", "lithium-ion"), ("850720", "铅酸", "lead-acid"))
KINDS = (
    "overview", "partners", "provinces", "province-trade", "modes", "products", "price", "records",
    "concentration", "highlights",
)  # fmt: skip


def toml(value: object) -> str:
    """A value as TOML has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(one)}" for key, one in value.items()) + " }"
    return f'"{value}"' if isinstance(value, str) else str(value)


class Drawn:
    """A definition and a store, of one seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.month = Month(self.chance.choice([2024, 2025]), self.chance.randint(1, 12))
        self.flows = self.chance.choice(
            [[Flow.EXPORT], [Flow.IMPORT], [Flow.EXPORT, Flow.IMPORT], [Flow.EXPORT, Flow.IMPORT]]
        )
        self.partners = self.chance.sample(PARTNERS, self.chance.randint(1, 9))
        self.regions = self.chance.sample(REGIONS, self.chance.randint(1, 5))

    def maybe(self, likely: float = 0.5) -> bool:
        """A coin that falls on one side more often."""
        return self.chance.random() < likely

    def facts(self) -> Iterator[Fact]:
        """One to four years of months, the last of which is reported; here and there one lacks."""
        chance = self.chance
        months = chance.choice([13, 14, 26, 40])
        full, scale = chance.random() < 0.7, 10 ** chance.randint(4, 10)
        unit = chance.choice(["个", "千克", "吨"])
        for flow in self.flows:
            for back in range(months):
                if not full and back and chance.random() < 0.05:
                    continue
                month = self.month.plus(-back)
                for partner in self.partners:
                    for code in CODES[: chance.randint(1, 2)]:
                        if chance.random() < 0.85:
                            value = chance.choice([0, 1, scale]) + chance.randrange(scale)
                            yield Fact(
                                flow, str(month), value, partner=partner,
                                province=chance.choice(self.regions), code=code, unit=unit,
                                quantity=chance.randrange(1, 10**6),
                            )  # fmt: skip

    def definition(self) -> str:
        """Its text."""
        chance = self.chance
        windows = chance.sample([str(one) for one in WINDOWS], chance.randint(1, 4))
        lines = [
            f"windows = {toml(windows)}" if self.maybe() else "",
            f'theme = "{chance.choice(["reference", "standard", "plain"])}"',
            '[title]\nzh = "测试月报"\nen = "Test"',
            '[subject]\nlabel = { zh = "蓄电池", en = "batteries" }\ncodes = ["8507"]',
            "accept_partial = true",
        ]
        if self.maybe(0.2):
            lines.append(f"provinces = {toml(self.regions[:1])}")
        elif self.maybe(0.2):
            lines.append(f"partners = {toml(self.partners[:1])}")
        lines += [
            f'[[subject.products]]\ncode = "{code}"\nlabel = {{ zh = "{zh}", en = "{en}" }}'
            for code, zh, en in (
                ("850760", "锂离子", "lithium-ion"),
                ("850720", "铅酸", "lead-acid"),
            )
        ]
        lines += ["[units]", *self.units(), "[style]", *self.style()]
        for kind in chance.sample(KINDS, chance.randint(1, 5)):
            lines += [f'[[sections]]\nkind = "{kind}"', *self.options(kind)]
        return "\n".join(lines) + "\n"

    def units(self) -> Iterator[str]:
        """Units of value and quantity."""
        if self.maybe():
            yield f'USD = "{self.chance.choice(["亿美元", "万美元", "美元"])}"'
        if self.maybe():
            yield f"quantity = {toml({'unit': '个', 'per': self.chance.choice([1, 1000, 10000])})}"

    def style(self) -> Iterator[str]:
        """How numbers are printed."""
        chance = self.chance
        if self.maybe(0.3):
            yield f"places = {chance.randint(0, 3)}"
        if self.maybe(0.3):
            yield "small_values = { below = 0.05, places = 3 }"
        if self.maybe(0.3):
            yield f"minimum_base = {chance.choice([0.01, 1])}"
        if self.maybe(0.4):
            policy = chance.choice(["print", "cap", "dash"])
            yield f"large_growth = {toml({'above': 200, 'policy': policy})}"
        if self.maybe(0.3):
            yield 're_imports = "excluded"'

    def options(self, kind: str) -> Iterator[str]:
        """The keys of a section."""
        chance = self.chance
        if kind in ("partners", "provinces", "modes") and self.maybe():
            yield f"first = {chance.randint(1, 12)}"
        if kind in ("partners", "provinces", "products") and self.maybe():
            yield "contribution = true"
        if kind == "partners":
            groups = sorted(group.id for group in OFFICE.groups)
            yield f"blocs = {toml(chance.sample(groups, chance.randint(0, 2)))}"
            yield f"shares = {toml(self.maybe())}"
        if kind == "province-trade":
            yield f'window = "{chance.choice([str(one) for one in WINDOWS])}"'
            yield f'order_by = "{chance.choice(["total", "exports", "imports", "net"])}"'
        if kind in ("overview", "products", "partners", "provinces") and self.maybe(0.3):
            yield "charts = false"


def released(drawn: Drawn, seed: int, folder: Path) -> Store:
    """The store of a seed: of every other the months before were known otherwise, some of them."""
    facts, chance = list(drawn.facts()), random.Random(-seed)
    factors = {fact.month: chance.choice([1000, 1000, chance.randint(900, 1100)]) for fact in facts}
    before = [
        replace(fact, value=fact.value * factors[fact.month] // 1000)
        for fact in facts
        if fact.month < str(drawn.month)
    ]
    if seed % 4 > 1 or not before:
        return new_store(folder, facts)
    store = new_store(folder)
    load(store, before, released=RELEASED - timedelta(days=30), codes=["8507"])
    load(store, facts, codes=["8507"])
    return store


def built(seed: int, folder: Path, language: str, theme: str | None = None) -> Document | None:
    """The report of a seed, in the theme drawn or another; None where it is refused in words."""
    drawn = Drawn(seed)
    store = released(drawn, seed, folder)
    definition = define(folder, drawn.definition(), head="")
    with suppress(UnavailableError, UserError):
        return build_report(definition, drawn.month, store, language=language, theme=theme)
    return None
