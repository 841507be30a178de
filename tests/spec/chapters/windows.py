"""Windows: which months are added up, and with which they are compared."""

from dataclasses import replace

from tests.spec.case import Case, Chapter, File, Indicator, Question, Window

_QUESTION = Question(Indicator.GROWTH, month="2025-06")


def _months(first: str, *values: int) -> File:
    year, month = map(int, first.split("-"))
    rows = []
    for at, value in enumerate(values, month - 1):
        rows.append(f"{year + at // 12}-{at % 12 + 1:02} | 85076000 | {value}")
    return File("\n".join(["month | commodity | value", *rows]))


_TWO_YEARS = _months("2023-07", *[10] * 12, *[11] * 9, 12, 13, 14)

CHAPTER = Chapter(
    "Windows",
    "A window is a rule from the month reported to the months covered; they are compared with the "
    "same months a year before. Where one of them is not loaded there is no answer.",
    (
        Case(
            "Twelve months are added up and compared with the twelve before",
            (_TWO_YEARS,),
            replace(_QUESTION, window=Window.ROLLING_YEAR),
            """
            8507 | 15% (138 on 120)
            """,
        ),
        Case(
            "A quarter is its three months",
            (_TWO_YEARS,),
            replace(_QUESTION, window=Window.QUARTER),
            """
            8507 | 30% (39 on 30)
            """,
        ),
        Case(
            "A half-year is its six months",
            (_TWO_YEARS,),
            replace(_QUESTION, window=Window.HALF_YEAR),
            """
            8507 | 20% (72 on 60)
            """,
        ),
        Case(
            "January and February are answered where their sum alone is stated",
            (
                File("""
                month            | commodity | value
                2024-01..2024-02 | 85076000  | 40
                2025-01..2025-02 | 85076000  | 50
                """),
            ),
            replace(_QUESTION, month="2025-02", window=Window.JANUARY_FEBRUARY),
            """
            8507 | 25% (50 on 40)
            """,
        ),
        Case(
            "A window with a hole has no answer",
            (
                File("""
                month   | commodity | value
                2025-04 | 85076000  | 40
                2025-06 | 85076000  | 50
                """),
            ),
            replace(_QUESTION, window=Window.QUARTER),
            """
            not available: months (2025-05)
            """,
        ),
    ),
)
