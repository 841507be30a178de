"""Grain, scope and currency: which facts answer."""

from dataclasses import replace

from tests.spec.case import Case, Chapter, File, Indicator, Question

from yuebao.domain import Currency
from yuebao.indicators import Breakdown

_BY_PARTNER = File("""
month   | commodity | partner | value
2024-02 | 85076000  | 110     | 400
2025-02 | 85076000  | 110     | 500
2025-02 | 85076000  | 502     | 99
""")
_TOTALS = File("""
month   | commodity | value
2025-02 | 85076000  | 600
""")
_TOTALS_BEFORE = File("""
month   | commodity | value
2024-02 | 85076000  | 400
""")
_SHANGHAI = File(
    """
    month   | commodity | partner | province | value
    2025-02 | 85076000  | 110     | 31       | 40
    """,
    scope="province=31",
)
_LEVEL = Question(Indicator.LEVEL)

CHAPTER = Chapter(
    "Grain, scope and currency",
    "An export carries only the dimensions its query asked for, and facts of two such grains "
    "describe the same trade: a figure is computed from one grain, never from both. Among those "
    "that carry what is needed: the one that answers most of the periods, then the one with the "
    "fewest dimensions, then the least deep.",
    (
        Case(
            "Two grains never add; the one with fewest dimensions answers",
            (_BY_PARTNER, _TOTALS, _TOTALS_BEFORE),
            _LEVEL,
            "8507 | 600",
            text="The levels differ by 1 here to show which was taken.",
        ),
        Case(
            "But the one that has the base too goes first",
            (_BY_PARTNER, _TOTALS),
            replace(_LEVEL, indicator=Indicator.GROWTH),
            "8507 | 199/4% (599 on 400)",
        ),
        Case(
            "A grain must carry what is told apart",
            (_BY_PARTNER, _TOTALS),
            replace(_LEVEL, by=Breakdown.PROVINCE),
            "not available: dimension",
        ),
        Case(
            "Depths of one heading never add; the least deep answers",
            (
                File("""
                month   | commodity | value
                2025-02 | 85076000  | 500
                2025-02 | 85079090  | 20
                """),
                File("""
                month   | commodity | value
                2025-02 | 850760    | 501
                2025-02 | 850790    | 20
                """),
            ),
            _LEVEL,
            "8507 | 521",
        ),
        Case(
            "A code is never answered by a shallower one",
            (
                File("""
                month   | commodity | value
                2025-02 | 8507      | 521
                """),
            ),
            replace(_LEVEL, codes=("850760",)),
            "not available: not_loaded",
        ),
        Case(
            "A national figure is never computed from a part of the country",
            (_SHANGHAI,),
            replace(_LEVEL, by=Breakdown.PARTNER),
            "not available: partial (province=31)",
        ),
        Case(
            "Nor does a part add to the whole",
            (_SHANGHAI, _BY_PARTNER),
            replace(_LEVEL, by=Breakdown.PARTNER),
            """
            110 | 500
            502 | 99
            """,
        ),
        Case(
            "Nor is it taken where the whole lacks the dimension",
            (_SHANGHAI, _BY_PARTNER),
            replace(_LEVEL, by=Breakdown.PROVINCE),
            "not available: dimension",
        ),
        Case(
            "Currencies are never mixed",
            (
                _TOTALS,
                File(
                    """
                    month   | commodity | value
                    2025-02 | 85076000  | 4300
                    """,
                    currency=Currency("CNY"),
                ),
            ),
            replace(_LEVEL, currency=Currency("CNY")),
            "8507 | 4,300",
        ),
        Case(
            "Nor converted",
            (_TOTALS,),
            replace(_LEVEL, currency=Currency("CNY")),
            "not available: not_loaded",
        ),
    ),
)
