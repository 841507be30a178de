"""Contributions to growth."""

from dataclasses import replace

from tests.spec.case import Case, Chapter, File, Indicator, Question

from yuebao.indicators import Breakdown

_PARTNERS = File("""
month   | commodity | partner | value
2024-02 | 85076000  | 110     | 200
2024-02 | 85076000  | 133     | 100
2024-02 | 85076000  | 304     | 100
2025-02 | 85076000  | 110     | 300
2025-02 | 85076000  | 304     | 40
2025-02 | 85076000  | 502     | 20
""")
_QUESTION = Question(Indicator.CONTRIBUTION, by=Breakdown.PARTNER)

CHAPTER = Chapter(
    "Contributions to growth",
    "A contribution is the change of a part over the whole of the base period, in points. What is "
    "not among the first is one line, the rest: all lines add up to the growth of the whole.",
    (
        Case(
            "Contributions add up to the growth of the whole",
            (_PARTNERS,),
            _QUESTION,
            """
            110  | 25 points (300 after 200 of 400)
            304  | -15 points (40 after 100 of 400)
            502  | 5 points (20 after 0 of 400)
            rest | -25 points (0 after 100 of 400)
            """,
            "They add up to -10, as exports fell from 400 to 360.",
        ),
        Case(
            "Those that are not among the first are the rest",
            (_PARTNERS,),
            replace(_QUESTION, first=1),
            """
            110  | 25 points (300 after 200 of 400)
            rest | -35 points (60 after 200 of 400)
            """,
        ),
        Case(
            "Where the whole has no base nothing contributes",
            (
                File("""
                month   | commodity | partner | value
                2024-02 | 85076000  | 110     | 0
                2025-02 | 85076000  | 110     | 300
                """),
            ),
            _QUESTION,
            """
            110  | base_zero (300 after 0 of 0)
            rest | base_zero (0 after 0 of 0)
            """,
        ),
        Case(
            "Where the base is not loaded nothing contributes",
            (
                File("""
                month   | commodity | partner | value
                2025-02 | 85076000  | 110     | 300
                """),
            ),
            _QUESTION,
            """
            110  | base_not_loaded (300 after not known of not known)
            rest | base_not_loaded (0 after not known of not known)
            """,
        ),
    ),
)
