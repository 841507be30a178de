"""What is odd about partners."""

from dataclasses import replace

from tests.spec.case import Case, Chapter, File, Indicator, Question, Window

from yuebao.domain import Flow
from yuebao.indicators import Breakdown

_IMPORTS = File(
    """
    month   | commodity | partner | value
    2025-02 | 85076000  | 133     | 300
    2025-02 | 85076000  | 142     | 700
    """,
    flow=Flow.IMPORT,
)
_BY_PARTNER = Question(Indicator.LEVEL, flow=Flow.IMPORT, by=Breakdown.PARTNER)

CHAPTER = Chapter(
    "Partners",
    "Partners are kept under the code of their day and compared under the code they have now. "
    "Partner 142 is China itself: goods that left it and came back.",
    (
        Case(
            "Growth goes across a change of code: Georgia was 337 and is 150 since 2023",
            (
                File("""
                month   | commodity | partner | value
                2022-02 | 85076000  | 337     | 80
                2023-02 | 85076000  | 150     | 100
                """),
            ),
            Question(Indicator.GROWTH, by=Breakdown.PARTNER, month="2023-02"),
            "150 | 25% (100 on 80)",
        ),
        Case(
            "Both codes in one period are one partner",
            (
                File("""
                month   | commodity | partner | value
                2023-01 | 85076000  | 337     | 1
                2023-01 | 85076000  | 150     | 9
                2023-02 | 85076000  | 150     | 100
                """),
            ),
            Question(
                Indicator.LEVEL,
                by=Breakdown.PARTNER,
                month="2023-02",
                window=Window.YEAR_TO_DATE,
            ),
            "150 | 110",
        ),
        Case(
            "Re-imports are part of every import total",
            (_IMPORTS,),
            replace(_BY_PARTNER, indicator=Indicator.TOTAL),
            "total | 1,000",
        ),
        Case(
            "They are left out of rankings",
            (_IMPORTS,),
            replace(_BY_PARTNER, indicator=Indicator.RANKING, without=("142",)),
            "133 | 300",
        ),
        Case(
            "Shares are of the total with them",
            (_IMPORTS,),
            replace(_BY_PARTNER, indicator=Indicator.SHARE, entities=("133",)),
            "133 | 30% (300 of 1,000)",
        ),
        Case(
            "Or without them, where the definition says so",
            (_IMPORTS,),
            replace(_BY_PARTNER, indicator=Indicator.SHARE, entities=("133",), without=("142",)),
            "133 | 100% (300 of 300)",
        ),
    ),
)
