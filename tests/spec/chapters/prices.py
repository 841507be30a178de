"""Price, mix and quantity."""

from dataclasses import replace

from tests.spec.case import Case, Chapter, File, Indicator, Question

from yuebao.indicators import Breakdown

_QUESTION = Question(Indicator.PRICE, by=Breakdown.PARTNER)
_TWO = File("""
month   | commodity | partner | value | quantity | unit
2024-02 | 85076000  | 110     | 200   | 100      | kg
2024-02 | 85076000  | 304     | 200   | 50       | kg
2025-02 | 85076000  | 110     | 600   | 150      | kg
2025-02 | 85076000  | 304     | 400   | 50       | kg
""")

CHAPTER = Chapter(
    "Price, mix and quantity",
    "The unit value is value over quantity. A cell is a commodity traded with a partner; those "
    "traded in both periods are compared. Price is the Fisher index of them, the root of the "
    "product of the indices of Laspeyres and Paasche; quantity is the growth of the plain sum; the "
    "mix is what they leave of the growth of value, so that price × mix × quantity is that growth.",
    (
        Case(
            "Prices that double all alike are the price index",
            (_TWO,),
            _QUESTION,
            """
            unit value | 5
            value      | 150%
            laspeyres  | 100%
            paasche    | 100%
            price      | 100%
            mix        | -25/4%
            quantity   | 100/3%
            """,
            "More went to where prices are low: 2 × 15/16 × 4/3 = 5/2.",
        ),
        Case(
            "Fisher is the root of Laspeyres and Paasche",
            (
                File("""
                month   | commodity | partner | value | quantity | unit
                2024-02 | 85076000  | 110     | 100   | 100      | kg
                2024-02 | 85076000  | 304     | 100   | 100      | kg
                2025-02 | 85076000  | 110     | 400   | 100      | kg
                2025-02 | 85076000  | 304     | 200   | 200      | kg
                """),
            ),
            _QUESTION,
            """
            unit value | 2
            value      | 200%
            laspeyres  | 150%
            paasche    | 100%
            price      | about 123.606797750%
            mix        | about -10.557280900%
            quantity   | 50%
            """,
        ),
        Case(
            "Two commodities of one partner are two cells",
            (
                File("""
                month   | commodity | partner | value | quantity | unit
                2024-02 | 85076000  | 110     | 100   | 100      | kg
                2024-02 | 85079090  | 110     | 400   | 100      | kg
                2025-02 | 85076000  | 110     | 300   | 300      | kg
                2025-02 | 85079090  | 110     | 400   | 100      | kg
                """),
            ),
            _QUESTION,
            """
            unit value | 7/4
            value      | 40%
            laspeyres  | 0%
            paasche    | 0%
            price      | 0%
            mix        | -30%
            quantity   | 100%
            """,
            "No price moved, and yet the unit value fell.",
        ),
        Case(
            "Where facts have no quantity there is neither unit value nor price",
            (
                File("""
                month   | commodity | partner | value
                2024-02 | 85076000  | 110     | 100
                2025-02 | 85076000  | 110     | 300
                """),
            ),
            _QUESTION,
            """
            unit value | no_quantity
            value      | 200%
            laspeyres  | no_quantity
            paasche    | no_quantity
            price      | no_quantity
            mix        | no_quantity
            quantity   | no_quantity
            """,
        ),
        Case(
            "Quantities in several units have no unit value together",
            (
                File("""
                month   | commodity | partner | value | quantity | unit
                2024-02 | 85076000  | 110     | 100   | 10       | kg
                2024-02 | 85079090  | 110     | 100   | 10       | item
                2025-02 | 85076000  | 110     | 300   | 10       | kg
                2025-02 | 85079090  | 110     | 100   | 10       | item
                """),
            ),
            _QUESTION,
            """
            unit value | mixed_units
            value      | 100%
            laspeyres  | mixed_units
            paasche    | mixed_units
            price      | mixed_units
            mix        | mixed_units
            quantity   | mixed_units
            """,
        ),
        Case(
            "A unit that all have as second quantity will do",
            (
                File("""
                month   | commodity | partner | value | quantity | unit | quantity2 | unit2
                2024-02 | 85076000  | 110     | 100   | 10       | item | 100       | kg
                2024-02 | 85079090  | 110     | 100   | 50       | kg   |           |
                2025-02 | 85076000  | 110     | 200   | 10       | item | 100       | kg
                2025-02 | 85079090  | 110     | 200   | 50       | kg   |           |
                """),
            ),
            _QUESTION,
            """
            unit value | 8/3
            value      | 100%
            laspeyres  | 100%
            paasche    | 100%
            price      | 100%
            mix        | 0%
            quantity   | 0%
            """,
        ),
        Case(
            "Where nothing was traded in both periods there is no price",
            (
                File("""
                month   | commodity | partner | value | quantity | unit
                2024-02 | 85076000  | 110     | 100   | 100      | kg
                2025-02 | 85076000  | 304     | 300   | 100      | kg
                """),
            ),
            _QUESTION,
            """
            unit value | 3
            value      | 200%
            laspeyres  | no_match
            paasche    | no_match
            price      | no_match
            mix        | no_match
            quantity   | 0%
            """,
        ),
        Case(
            "Where too little is compared there is no price",
            (
                File("""
                month   | commodity | partner | value | quantity | unit
                2024-02 | 85076000  | 110     | 100   | 100      | kg
                2024-02 | 85076000  | 304     | 300   | 100      | kg
                2025-02 | 85076000  | 110     | 400   | 200      | kg
                """),
            ),
            replace(_QUESTION, minimum_coverage=30),
            """
            unit value | 2
            value      | 0%
            laspeyres  | low_coverage
            paasche    | low_coverage
            price      | low_coverage
            mix        | low_coverage
            quantity   | 0%
            """,
        ),
    ),
)
