"""Revisions of amounts that were known."""

from dataclasses import replace

from tests.spec.case import Case, Chapter, File, Indicator, Question, Window

from yuebao.store import LoadMode

_QUESTION = Question(Indicator.REVISION)


def _released(day: str, mode: LoadMode = LoadMode.REPLACE, **values: int) -> File:
    """Exports to one partner as a day's release has them, by months as m2025_02."""
    rows = [f"{month[1:].replace('_', '-')} | 85076000 | {v}" for month, v in values.items()]
    return File("\n".join(["month | commodity | value", *rows]), released=day, mode=mode)


def _partners(day: str, *amounts: tuple[int, int], mode: LoadMode = LoadMode.REPLACE) -> File:
    """Exports of February 2025 by partner as a day's release has them."""
    rows = [f"2025-02 | 85076000 | {code} | {value}" for code, value in amounts]
    table = "\n".join(["month | commodity | partner | value", *rows])
    return File(table, released=day, mode=mode)


_FOUR_OF_HALF_A_PERCENT = (
    _released("2024-02-20", m2024_01=1000, m2024_02=1000),
    _released("2024-03-20", m2024_01=1005, m2024_02=1005),
    _released("2024-04-20", m2024_01=1000, m2024_02=1000),
)

CHAPTER = Chapter(
    "Revisions",
    "A release revises a month whose amount was known before it and is another since. Of the "
    "latest release the largest revision, of the months asked about and those a year before, is "
    "unusual where it is larger than every one at an earlier release; where those are fewer than "
    "four, it must be larger than 1% too. A size is what an amount changed by, whichever way, as a "
    "part of what it was.",
    (
        Case(
            "What a release says of a month that was known is a revision, a month of its own none",
            (
                _released("2025-02-20", m2025_01=1000),
                _released("2025-03-20", m2025_01=1040, m2025_02=500),
            ),
            replace(_QUESTION, window=Window.YEAR_TO_DATE),
            """
            2025-03-20, 2025-01 | 1,000 to 1,040
            unusual             | 2025-01, of 1 known, too few to tell
            """,
        ),
        Case(
            "The base of growth may be revised as well",
            (
                _released("2025-02-20", m2024_02=1000),
                _released("2025-03-20", m2024_02=970, m2025_02=500),
            ),
            _QUESTION,
            """
            2025-03-20, 2024-02 | 1,000 to 970
            unusual             | 2024-02, of 1 known, too few to tell
            """,
        ),
        Case(
            "Months nobody asks about are known, and are no news",
            (
                _released("2025-02-20", m2025_01=1000),
                _released("2025-03-20", m2025_01=1040, m2025_02=500),
            ),
            _QUESTION,
            """
            2025-03-20, 2025-01 | 1,000 to 1,040
            unusual             | none
            """,
        ),
        Case(
            "Of few revisions one of up to 1% is usual",
            (
                _released("2025-02-20", m2024_02=1000),
                _released("2025-03-20", m2024_02=1010, m2025_02=500),
            ),
            _QUESTION,
            """
            2025-03-20, 2024-02 | 1,000 to 1,010
            unusual             | none
            """,
        ),
        Case(
            "Of several the largest is unusual, however small",
            (
                *_FOUR_OF_HALF_A_PERCENT,
                _released("2025-03-20", m2024_01=1000, m2024_02=994, m2025_02=500),
            ),
            _QUESTION,
            """
            2024-03-20, 2024-01 | 1,000 to 1,005
            2024-03-20, 2024-02 | 1,000 to 1,005
            2024-04-20, 2024-01 | 1,005 to 1,000
            2024-04-20, 2024-02 | 1,005 to 1,000
            2025-03-20, 2024-02 | 1,000 to 994
            unusual             | 2024-02, of 5 known, at most 1/2% before
            """,
        ),
        Case(
            "One as large as another before it is usual",
            (
                *_FOUR_OF_HALF_A_PERCENT,
                _released("2025-03-20", m2024_01=1000, m2024_02=1005, m2025_02=500),
            ),
            _QUESTION,
            """
            2024-03-20, 2024-01 | 1,000 to 1,005
            2024-03-20, 2024-02 | 1,000 to 1,005
            2024-04-20, 2024-01 | 1,005 to 1,000
            2024-04-20, 2024-02 | 1,005 to 1,000
            2025-03-20, 2024-02 | 1,000 to 1,005
            unusual             | none
            """,
        ),
        Case(
            "Only the latest release makes news, as much as an earlier one changed",
            (
                _released("2025-02-20", m2024_02=1000),
                _released("2025-03-20", m2024_02=1300),
                _released("2025-04-20", m2024_02=1290, m2025_02=500),
            ),
            _QUESTION,
            """
            2025-03-20, 2024-02 | 1,000 to 1,300
            2025-04-20, 2024-02 | 1,300 to 1,290
            unusual             | none
            """,
        ),
        Case(
            "A partner that is withdrawn takes its trade along",
            (
                _partners("2025-03-20", (110, 900), (502, 100)),
                _partners("2025-04-20", (110, 900)),
            ),
            _QUESTION,
            """
            2025-04-20, 2025-02 | 1,000 to 900
            unusual             | 2025-02, of 1 known, too few to tell
            """,
        ),
        Case(
            "What moves between partners leaves the whole as it was",
            (
                _partners("2025-03-20", (110, 900), (502, 100)),
                _partners("2025-04-20", (110, 850), (502, 150)),
            ),
            _QUESTION,
            "unusual | none",
        ),
        Case(
            "A part that was still to come revises nothing",
            (
                _partners("2025-03-20", (110, 900)),
                _partners("2025-04-20", (502, 100), mode=LoadMode.ADD),
            ),
            _QUESTION,
            "unusual | none",
        ),
        Case(
            "A part that says otherwise of what was known revises",
            (
                _partners("2025-03-20", (110, 900), (502, 100)),
                _partners("2025-04-20", (110, 950), mode=LoadMode.ADD),
            ),
            _QUESTION,
            """
            2025-04-20, 2025-02 | 1,000 to 1,050
            unusual             | 2025-02, of 1 known, too few to tell
            """,
        ),
        Case(
            "A month of which one code alone was known was not known",
            (
                File("""
                month   | commodity | value
                2025-02 | 85076000  | 900
                """),
                File(
                    """
                    month   | commodity | value
                    2025-02 | 85076000  | 900
                    2025-02 | 85079090  | 100
                    """,
                    released="2025-04-20",
                ),
            ),
            replace(_QUESTION, codes=("850760", "850790")),
            "unusual | none",
        ),
    ),
)
