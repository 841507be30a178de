"""Quantities."""

from dataclasses import replace

from tests.spec.case import Case, Chapter, File, Indicator, Question, Window

_MIXED = File(
    """
    month   | commodity | value | quantity | unit | quantity2 | unit2
    2025-01 | 85423190  | 900   | 70       | 个   | 3         | 千克
    2025-02 | 85423190  | 500   | 40       | 个   | 2         | 千克
    2025-02 | 85429000  | 300   | 6        | 千克 |           |
    2025-02 | 85423900  | 300   | 5        | 台   |           |
    """,
    months="2025-01..2025-03",
)
_PIECES = Question(Indicator.QUANTITY, codes=("8542",), unit="个")

CHAPTER = Chapter(
    "Quantities",
    "Quantities add only in one unit, as first or second quantity alike. Facts that have none in "
    "the unit are left out and counted, never converted.",
    (
        Case("In one unit", (_MIXED,), _PIECES, "个 | 40, 2 facts left out"),
        Case(
            "The second quantity counts as the first does",
            (_MIXED,),
            replace(_PIECES, unit="千克"),
            "千克 | 8, 1 facts left out",
        ),
        Case(
            "A year to date adds its months",
            (_MIXED,),
            replace(_PIECES, window=Window.YEAR_TO_DATE),
            "个 | 110, 2 facts left out",
        ),
        Case(
            "A unit that no fact carries has no quantity",
            (_MIXED,),
            replace(_PIECES, unit="升"),
            "升 | not known, 3 facts left out",
        ),
        Case(
            "A month known to be without trade has a quantity of zero",
            (_MIXED,),
            replace(_PIECES, month="2025-03"),
            "个 | 0, 0 facts left out",
        ),
    ),
)
