"""Growth on the year."""

from dataclasses import replace

from tests.spec.case import Case, Chapter, File, Indicator, Question, Window

from yuebao.domain import Currency
from yuebao.indicators import Breakdown

_TWO_YEARS = File("""
month   | commodity | partner | value
2024-02 | 85076000  | 110     | 400
2024-02 | 85076000  | 133     | 3
2024-02 | 85076000  | 502     | 300
2025-02 | 85076000  | 110     | 500
2025-02 | 85076000  | 133     | 6
2025-02 | 85076000  | 304     | 9
""")
_GROWTH = Question(Indicator.GROWTH, by=Breakdown.PARTNER)

_BULLETIN = File(
    """
    month            | commodity | province | value    | precision | growth
    2024-02          | all       | 31       | 90000    | 10000     |
    2025-02          | all       | 31       | 80000    | 10000     |
    2024-01..2024-02 | all       | 31       | 200000   | 10000     | 1.5
    2025-01..2025-02 | all       | 31       | 180000   | 10000     | -9.8
    2025-01..2025-02 | all       | 44       | 70000    | 10000     |
    """,
    currency=Currency("CNY"),
)
_OFFICIAL = Question(
    Indicator.OFFICIAL_GROWTH,
    codes=("all",),
    currency=Currency("CNY"),
    by=Breakdown.PROVINCE,
    window=Window.YEAR_TO_DATE,
)

CHAPTER = Chapter(
    "Growth",
    "Growth is the change on the same months a year before, as a ratio of those. It carries both "
    "levels, and a reason where there is no rate.",
    (
        Case(
            "A rate, or the reason there is none",
            (_TWO_YEARS,),
            _GROWTH,
            """
            110 | 25% (500 on 400)
            133 | 100% (6 on 3)
            304 | base_zero (9 on 0)
            502 | -100% (0 on 300)
            """,
        ),
        Case(
            "A small base gives no rate where the definition sets a minimum",
            (_TWO_YEARS,),
            replace(_GROWTH, minimum_base=4),
            """
            110 | 25% (500 on 400)
            133 | base_small (6 on 3)
            304 | base_zero (9 on 0)
            502 | -100% (0 on 300)
            """,
        ),
        Case(
            "A base of exactly the minimum gives one",
            (_TWO_YEARS,),
            replace(_GROWTH, minimum_base=3, entities=("133",)),
            "133 | 100% (6 on 3)",
        ),
        Case(
            "Rates are exact",
            (
                File("""
                month   | commodity | value
                2024-02 | 85076000  | 3
                2025-02 | 85076000  | 4
                """),
            ),
            Question(Indicator.GROWTH),
            "8507 | 100/3% (4 on 3)",
        ),
        Case(
            "A base that was not loaded is not known, and is not zero",
            (
                File("""
                month   | commodity | partner | value
                2025-02 | 85076000  | 110     | 500
                """),
            ),
            _GROWTH,
            "110 | base_not_loaded (500 on not known)",
        ),
        Case(
            "A year to date is compared with the same months",
            (
                File("""
                month   | commodity | value
                2024-01 | 85076000  | 50
                2024-02 | 85076000  | 50
                2024-03 | 85076000  | 900
                2025-01 | 85076000  | 70
                2025-02 | 85076000  | 50
                """),
            ),
            replace(_GROWTH, by=Breakdown.COMMODITY, window=Window.YEAR_TO_DATE),
            "8507 | 20% (120 on 100)",
        ),
        Case(
            "A hole in the base leaves the level and takes the rate",
            (
                File("""
                month   | commodity | value
                2024-02 | 85076000  | 50
                2025-01 | 85076000  | 70
                2025-02 | 85076000  | 50
                """),
            ),
            replace(_GROWTH, by=Breakdown.COMMODITY, window=Window.YEAR_TO_DATE),
            "8507 | base_not_loaded (120 on not known)",
        ),
        Case(
            "Customs' own rate is told as it was printed, on a base it revised",
            (_BULLETIN,),
            _OFFICIAL,
            """
            31 | -49/5% (180,000 on 200,000)
            44 | not_published (70,000 on 0)
            """,
            text="-9.8% as printed, where the levels known give -10%.",
        ),
        Case(
            "It prints none for months",
            (_BULLETIN,),
            replace(_OFFICIAL, window=Window.MONTH),
            "31 | not_published (80,000 on 90,000)",
        ),
        Case(
            "A printed rate belongs to its own amount, not to a sum it is part of",
            (
                File("""
                month            | commodity | province | mode | value | growth
                2025-01..2025-02 | all       | 31       | 10   | 180   | -9.8
                2025-01..2025-02 | all       | 31       | 14   | 20    | 3.0
                """),
            ),
            replace(_OFFICIAL, currency=Currency("USD")),
            "31 | not_published (200 on not known)",
        ),
        Case(
            "Nor to a difference of amounts that carry one",
            (
                File("""
                month            | commodity | province | value | growth
                2025-01          | all       | 31       | 80    | 2.0
                2025-01..2025-02 | all       | 31       | 180   | -9.8
                2025-01..2025-02 | all       | 44       | 9     | 3.0
                """),
            ),
            replace(_OFFICIAL, currency=Currency("USD"), window=Window.MONTH),
            """
            31 | not_published (100 on not known)
            44 | not_published (9 on not known)
            """,
        ),
    ),
)
