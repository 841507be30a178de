"""Codes by HS edition."""

from dataclasses import replace

from tests.spec.case import Case, Chapter, File, Indicator, Question

_CODES = ("85414020", "85414200", "85414300")
_EDITIONS = ((2017, ("85414020",)), (2022, ("85414200", "85414300")))
_QUESTION = Question(
    Indicator.GROWTH,
    codes=_CODES,
    month="2022-02",
    editions=_EDITIONS,
    entities=_CODES,
)
_ACROSS = File("""
month   | commodity | value
2021-02 | 85414020  | 100
2022-02 | 85414200  | 30
2022-02 | 85414300  | 120
""")

CHAPTER = Chapter(
    "Codes by HS edition",
    "Codes may be given by edition of the Harmonized System: each month then has those of its own, "
    "and trade of goods whose codes changed is compared across the change.",
    (
        Case(
            "Each month has the codes of its edition",
            (_ACROSS,),
            replace(_QUESTION, indicator=Indicator.LEVEL),
            """
            85414020 | 0
            85414200 | 30
            85414300 | 120
            """,
        ),
        Case(
            "Across the change the sums are compared",
            (_ACROSS,),
            replace(_QUESTION, indicator=Indicator.TOTAL, entities=()),
            """
            total | 150
            """,
        ),
        Case(
            "Across the change the growth of each code is of one side alone",
            (_ACROSS,),
            _QUESTION,
            """
            85414020 | -100% (0 on 100)
            85414200 | base_zero (30 on 0)
            85414300 | base_zero (120 on 0)
            """,
        ),
        Case(
            "A code of another edition counts for nothing in a month",
            (
                File("""
                month   | commodity | value
                2021-02 | 85414020  | 100
                2022-02 | 85414020  | 7
                2022-02 | 85414200  | 30
                2022-02 | 85414300  | 120
                """),
            ),
            replace(_QUESTION, indicator=Indicator.TOTAL, entities=()),
            """
            total | 150
            """,
        ),
    ),
)
