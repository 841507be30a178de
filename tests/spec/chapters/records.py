"""Records and runs."""

from dataclasses import replace

from tests.spec.case import Case, Chapter, File, Indicator, Question, Window

_QUESTION = Question(Indicator.RECORD)


def _months(first: int, *values: int, year: int = 2024) -> File:
    """Exports of months in a row, from a month of a year."""
    rows = [
        f"{year + (first - 1 + at) // 12}-{(first - 1 + at) % 12 + 1:02} | 85076000 | {value}"
        for at, value in enumerate(values)
    ]
    return File("\n".join(["month | commodity | value", *rows]))


_FOURTEEN = _months(1, 50, 40, 30, 60, 20, 20, 20, 20, 20, 20, 20, 20, 45, 38)

CHAPTER = Chapter(
    "Records and runs",
    "A month is compared with all months before it that the store holds without a hole, a window "
    "with all of its kind and length. Those that are equal share a place. A run is how many in a "
    "row growth on the year has had its sign; `or more` where what came before is not known.",
    (
        Case(
            "The rank, the highest, and when it was last higher and lower",
            (_FOURTEEN,),
            _QUESTION,
            """
            rank    | 5 of 14
            since   | 2024-01
            highest | 60 in 2024-04
            higher  | 2025-01
            lower   | 2024-12
            run     | 2 or more, sign -1
            before  | 0
            """,
            "January fell from 50 to 45, February from 40 to 38; of 2024 no growth is known.",
        ),
        Case(
            "Nothing before a hole is compared",
            (
                File("""
                month   | commodity | value
                2024-11 | 85076000  | 99
                2025-01 | 85076000  | 10
                2025-02 | 85076000  | 20
                """),
            ),
            _QUESTION,
            """
            rank    | 1 of 2
            since   | 2025-01
            highest | 20 in 2025-02
            higher  | none
            lower   | 2025-01
            run     | none
            before  | none
            """,
        ),
        Case(
            "Those that are equal share a place, and the latest is the highest",
            (_months(12, 30, 20, 30),),
            _QUESTION,
            """
            rank    | 1 of 3
            since   | 2024-12
            highest | 30 in 2025-02
            higher  | none
            lower   | 2025-01
            run     | none
            before  | none
            """,
        ),
        Case(
            "The first rise after falls is a turn",
            (_months(11, 10, 10, 50, 10, *[1] * 8, 9, 9, 40, 30, year=2023),),
            _QUESTION,
            """
            rank    | 3 of 16
            since   | 2023-11
            highest | 50 in 2024-01
            higher  | 2025-01
            lower   | 2024-12
            run     | 1, sign 1
            before  | 3
            """,
        ),
        Case(
            "Twelve months are compared with twelve months",
            (_months(2, *[10] * 12, 12, year=2024),),
            replace(_QUESTION, window=Window.ROLLING_YEAR),
            """
            rank    | 1 of 2
            since   | 2024-02..2025-01
            highest | 122 in 2024-03..2025-02
            higher  | none
            lower   | 2024-02..2025-01
            run     | none
            before  | none
            """,
        ),
        Case(
            "The year to date is compared with that of other years to the same month",
            (_months(1, 5, 5, *[9] * 10, 4, 7),),
            replace(_QUESTION, window=Window.YEAR_TO_DATE),
            """
            rank    | 1 of 2
            since   | 2024-01..2024-02
            highest | 11 in 2025-01..2025-02
            higher  | none
            lower   | 2024-01..2024-02
            run     | 1, sign 1
            before  | 1
            """,
        ),
    ),
)
