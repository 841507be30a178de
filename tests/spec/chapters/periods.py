"""Month and year to date: how a period is put together."""

from tests.spec.case import Case, Chapter, File, Indicator, Question, Window

from yuebao.indicators import Breakdown

_TO_FEBRUARY = Question(Indicator.LEVEL, window=Window.YEAR_TO_DATE)
_TO_MARCH = Question(Indicator.LEVEL, month="2025-03", window=Window.YEAR_TO_DATE)

CHAPTER = Chapter(
    "Periods",
    "A period is answered by facts that cover it exactly; else by the sum of its months; else by "
    "the difference of two longer periods. Never by guessing: a month that was not loaded makes "
    "the period unavailable.",
    (
        Case(
            "A month",
            (
                File("""
                month   | commodity | value
                2025-01 | 85076000  | 100
                2025-02 | 85076000  | 20
                """),
            ),
            Question(Indicator.LEVEL),
            "8507 | 20",
        ),
        Case(
            "The year to date is the sum of its months",
            (
                File("""
                month   | commodity | value
                2024-12 | 85076000  | 7
                2025-01 | 85076000  | 100
                2025-02 | 85076000  | 20
                """),
            ),
            _TO_FEBRUARY,
            "8507 | 120",
        ),
        Case(
            "A published cumulative goes before the sum of months",
            (
                File("""
                month            | commodity | value
                2025-01          | 85076000  | 100
                2025-02          | 85076000  | 20
                2025-01..2025-02 | 85076000  | 119
                """),
            ),
            _TO_FEBRUARY,
            "8507 | 119",
            text="Customs revises earlier months: its own year to date rests on revisions that are "
            "published nowhere else.",
        ),
        Case(
            "But a cumulative never answers for a month",
            (
                File("""
                month            | commodity | value
                2025-01..2025-02 | 85076000  | 119
                """),
            ),
            Question(Indicator.LEVEL),
            "not available: months (2025-02)",
        ),
        Case(
            "A month is the difference of two cumulatives where it is not stated itself",
            (
                File("""
                month            | commodity | value
                2025-01          | 85076000  | 100
                2025-01..2025-02 | 85076000  | 119
                """),
            ),
            Question(Indicator.LEVEL),
            "8507 | 19",
        ),
        Case(
            "So is a period of several months",
            (
                File("""
                month            | commodity | partner | value
                2024-12..2025-03 | 85076000  | 110     | 150
                2024-12..2025-03 | 85076000  | 502     | 10
                2024-12          | 85076000  | 110     | 7
                """),
            ),
            Question(
                Indicator.LEVEL,
                by=Breakdown.PARTNER,
                month="2025-03",
                window=Window.YEAR_TO_DATE,
            ),
            """
            110 | 143
            502 | 10
            """,
        ),
        Case(
            "A month stated goes before a difference",
            (
                File("""
                month            | commodity | value
                2025-01          | 85076000  | 100
                2025-02          | 85076000  | 20
                2025-01..2025-02 | 85076000  | 119
                """),
            ),
            Question(Indicator.LEVEL),
            "8507 | 20",
        ),
        Case(
            "A hole makes the year to date unavailable",
            (
                File("""
                month   | commodity | value
                2025-01 | 85076000  | 100
                2025-03 | 85076000  | 20
                """),
            ),
            _TO_MARCH,
            "not available: months (2025-02)",
        ),
        Case(
            "A month that was declared and has no rows is no hole",
            (
                File(
                    """
                    month   | commodity | value
                    2025-01 | 85076000  | 100
                    2025-03 | 85076000  | 20
                    """,
                    months="2025-01..2025-03",
                ),
            ),
            _TO_MARCH,
            "8507 | 120",
        ),
        Case(
            "A month is there only if it is there for every commodity asked for",
            (
                File("""
                month   | commodity | value
                2025-01 | 85076000  | 100
                2025-02 | 85076000  | 20
                """),
                File("""
                month   | commodity | value
                2025-02 | 84151010  | 3
                """),
            ),
            Question(Indicator.LEVEL, codes=("8507", "8415"), window=Window.YEAR_TO_DATE),
            "not available: months (2025-01)",
        ),
        Case(
            "Of a commodity no file speaks of nothing is known",
            (
                File("""
                month   | commodity | value
                2025-02 | 85076000  | 20
                """),
            ),
            Question(Indicator.LEVEL, codes=("8415",)),
            "not available: not_loaded",
        ),
    ),
)
