"""Levels by entity."""

from tests.spec.case import Case, Chapter, File, Indicator, Question

from yuebao.indicators import Breakdown

_ALL = File("""
month   | commodity | partner | mode | province | value
2025-02 | 85076000  | 110     | 10   | 31       | 500
2025-02 | 85076000  | 110     | 14   | 44       | 30
2025-02 | 85079090  | 502     | 10   | 44       | 200
""")

CHAPTER = Chapter(
    "Levels by entity",
    "A level is the sum of all facts of an entity in a period, in whole units.",
    (
        Case(
            "A heading is the sum of all codes that begin with it",
            (_ALL,),
            Question(Indicator.LEVEL, codes=("8507",)),
            "8507 | 730",
        ),
        Case(
            "Each commodity asked for stands for itself and all below it",
            (_ALL,),
            Question(Indicator.LEVEL, codes=("850760", "85079090")),
            """
            850760   | 530
            85079090 | 200
            """,
        ),
        Case(
            "By partner",
            (_ALL,),
            Question(Indicator.LEVEL, by=Breakdown.PARTNER),
            """
            110 | 530
            502 | 200
            """,
        ),
        Case(
            "By trade mode",
            (_ALL,),
            Question(Indicator.LEVEL, by=Breakdown.MODE),
            """
            10 | 700
            14 | 30
            """,
        ),
        Case(
            "By province of registration",
            (_ALL,),
            Question(Indicator.LEVEL, by=Breakdown.PROVINCE),
            """
            31 | 500
            44 | 230
            """,
        ),
        Case(
            "The total is the sum of the entities",
            (_ALL,),
            Question(Indicator.TOTAL, by=Breakdown.PROVINCE),
            "total | 730",
        ),
        Case(
            "Who did not trade in a month that is known traded nothing",
            (_ALL,),
            Question(Indicator.LEVEL, by=Breakdown.PARTNER, entities=("110", "304")),
            """
            110 | 530
            304 | 0
            """,
            text="Zero is not the same as missing: the file speaks of February, and of no trade "
            "with 304.",
        ),
        Case(
            "All goods together are a commodity of their own",
            (
                File("""
                month   | commodity | province | value
                2025-02 | all       | 31       | 9000
                2025-02 | all       | 44       | 8000
                """),
                _ALL,
            ),
            Question(Indicator.LEVEL, codes=("all",), by=Breakdown.PROVINCE),
            """
            31 | 9,000
            44 | 8,000
            """,
        ),
    ),
)
