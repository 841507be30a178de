"""Concentration, and who came and went."""

from dataclasses import replace

from tests.spec.case import Case, Chapter, File, Indicator, Question

from yuebao.indicators import Breakdown

_QUESTION = Question(Indicator.CONCENTRATION, by=Breakdown.PARTNER)
_FOUR = File("""
month   | commodity | partner | value
2024-02 | 85076000  | 110     | 50
2024-02 | 85076000  | 133     | 50
2025-02 | 85076000  | 110     | 60
2025-02 | 85076000  | 142     | 20
2025-02 | 85076000  | 304     | 20
2025-02 | 85076000  | 502     | 0
""")

CHAPTER = Chapter(
    "Concentration",
    "The Herfindahl index is the sum of squared shares, in points of 10,000. Who trades more than "
    "nothing is a partner; who did not in the base period is new, and who did then and does not "
    "now is lost.",
    (
        Case(
            "Squared shares add up, and partners come and go",
            (_FOUR,),
            _QUESTION,
            """
            index    | 4400
            partners | 110, 142, 304
            new      | 142, 304
            lost     | 133
            """,
        ),
        Case(
            "Who is left out has no square, and is part of the whole",
            (_FOUR,),
            replace(_QUESTION, without=("142",)),
            """
            index    | 4000
            partners | 110, 304
            new      | 304
            lost     | 133
            """,
        ),
        Case(
            "Where the base period is not loaded nobody is known to be new or lost",
            (
                File("""
                month   | commodity | partner | value
                2025-02 | 85076000  | 110     | 50
                """),
            ),
            _QUESTION,
            """
            index    | 10000
            partners | 110
            new      | not known
            lost     | not known
            """,
        ),
        Case(
            "A former code of a partner is the same partner",
            (
                File("""
                month   | commodity | partner | value
                2022-02 | 85076000  | 337     | 50
                2023-02 | 85076000  | 150     | 60
                """),
            ),
            replace(_QUESTION, month="2023-02"),
            """
            index    | 10000
            partners | 150
            new      | nobody
            lost     | nobody
            """,
        ),
        Case(
            "Where nothing is traded there is no index",
            (
                File("""
                month   | commodity | partner | value
                2024-02 | 85076000  | 110     | 50
                2025-02 | 85076000  | 110     | 0
                """),
            ),
            _QUESTION,
            """
            index    | none
            partners | nobody
            new      | nobody
            lost     | 110
            """,
        ),
    ),
)
