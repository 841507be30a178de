"""Chinese: one word for one thing, in the manner of published series or of official statistics."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MannerTerms:
    """What a manner of speaking calls things.

    Attributes:
        partner: A trading partner, in heads.
        one_partner: The same, in notes: 该….
        groups: Country groups, above their rows.
        partners_title: The chapter on partners.
        partners_subtitle: Its part on one flow, with the {flow} and the {place}.
        ranked: The line above ranked partners, with how many: the {first}.
        destination: Where exports go.
        origin: Where imports come from.
        year_before: What a tally calls the same months of the year before.
        fell: What a tally says of those that fell, `then` being what is compared with.
        rose: What it says of those that rose.
        stayed: What it says of those that did neither.
        unknown: What it says of those nothing can be said of.
        in_order: How many of a kind come first in an order, with the {first}: 排名前三的….
        first_in_order: The same of one alone.
    """

    partner: str
    one_partner: str
    groups: str
    partners_title: str
    partners_subtitle: str
    ranked: str
    destination: str
    origin: str
    year_before: str
    fell: str
    rose: str
    stayed: str
    unknown: str
    in_order: str
    first_in_order: str


SERIES = MannerTerms(
    partner="区域",
    one_partner="地区",
    groups="重点区域",
    partners_title="区域分布及变化情况",
    partners_subtitle="{flow}区域分布及变化",
    ranked="排名前{first}地区",
    destination="贸易伙伴",
    origin="贸易伙伴",
    year_before="去年同期",
    fell="相比{then}下降",
    rose="相比{then}上升",
    stayed="与{then}持平",
    unknown="无法与{then}比较",
    in_order="排名前{first}",
    first_in_order="排名第一",
)

OFFICIAL = MannerTerms(
    partner="国家（地区）",
    one_partner="国家（地区）",
    groups="国家（地区）组",
    partners_title="主要贸易伙伴情况",
    partners_subtitle="主要{flow}{place}",
    ranked="排名前{first}国家（地区）",
    destination="目的地",
    origin="来源地",
    year_before="上年同期",
    fell="比{then}下降",
    rose="比{then}增长",
    stayed="与{then}持平",
    unknown="无法与{then}比较",
    in_order="居前{first}位",
    first_in_order="居第一位",
)


def terms_of(*, official: bool) -> MannerTerms:
    """The words of a house style."""
    return OFFICIAL if official else SERIES
