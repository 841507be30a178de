"""Shares and rankings."""

from dataclasses import replace

from tests.spec.case import Case, Chapter, File, Indicator, Question

from yuebao.indicators import Breakdown

_PARTNERS = File("""
month   | commodity | partner | value
2025-02 | 85076000  | 110     | 300
2025-02 | 85076000  | 133     | 100
2025-02 | 85076000  | 304     | 300
2025-02 | 85076000  | 502     | 100
""")
_RANKING = Question(Indicator.RANKING, by=Breakdown.PARTNER)

CHAPTER = Chapter(
    "Shares and rankings",
    "A share is a part of the total of all entities. A ranking goes by level, largest first.",
    (
        Case(
            "A share is of the total of all",
            (_PARTNERS,),
            Question(Indicator.SHARE, by=Breakdown.PARTNER, entities=("110", "133", "999")),
            """
            110 | 75/2% (300 of 800)
            133 | 25/2% (100 of 800)
            999 | 0% (0 of 800)
            """,
        ),
        Case(
            "Of nothing there are no shares",
            (
                File("""
                month   | commodity | partner | value
                2025-02 | 85076000  | 110     | 0
                """),
            ),
            Question(Indicator.SHARE, by=Breakdown.PARTNER),
            "110 | whole_zero",
        ),
        Case(
            "Of equal levels the smaller code goes first",
            (_PARTNERS,),
            _RANKING,
            """
            110 | 300
            304 | 300
            133 | 100
            502 | 100
            """,
        ),
        Case(
            "Only so many places are kept",
            (_PARTNERS,),
            replace(_RANKING, first=3),
            """
            110 | 300
            304 | 300
            133 | 100
            """,
        ),
        Case(
            "Who is left out gives the place to the next",
            (_PARTNERS,),
            replace(_RANKING, first=2, without=("110",)),
            """
            304 | 300
            133 | 100
            """,
        ),
    ),
)
