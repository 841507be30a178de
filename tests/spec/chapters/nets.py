"""Net exports."""

from dataclasses import replace

from tests.spec.case import Case, Chapter, File, Indicator, Question

from yuebao.domain import Flow
from yuebao.indicators import Breakdown

_EXPORTS = File("""
month   | commodity | partner | value
2024-02 | 85076000  | 110     | 400
2025-02 | 85076000  | 110     | 500
2025-02 | 85076000  | 133     | 10
""")
_IMPORTS = File(
    """
    month   | commodity | partner | value
    2024-02 | 85076000  | 110     | 450
    2025-02 | 85076000  | 110     | 200
    2025-02 | 85076000  | 133     | 70
    """,
    flow=Flow.IMPORT,
)
_NET = Question(Indicator.NET)

CHAPTER = Chapter(
    "Net exports",
    "Exports less imports, negative where more was imported. Net trade changes by a difference in "
    "units, never by percent: its sign may change.",
    (
        Case(
            "Of a commodity, its partners together",
            (_EXPORTS, _IMPORTS),
            _NET,
            "8507 | 240; -50; 290",
        ),
        Case(
            "Of each partner",
            (_EXPORTS, _IMPORTS),
            replace(_NET, by=Breakdown.PARTNER),
            """
            110 | 300; -50; 350
            133 | -60; 0; -60
            """,
        ),
        Case(
            "Without one flow there is no net",
            (_EXPORTS,),
            _NET,
            "not available: not_loaded",
        ),
        Case(
            "Without the base of one flow there is no difference",
            (
                _EXPORTS,
                File(
                    """
                    month   | commodity | partner | value
                    2025-02 | 85076000  | 110     | 200
                    """,
                    flow=Flow.IMPORT,
                ),
            ),
            _NET,
            "8507 | 310; not known; not known",
        ),
    ),
)
