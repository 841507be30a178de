"""Seasonal adjustment by X-13ARIMA-SEATS, the program of the US Census Bureau.

The program is an extra (`pip install 'yuebao[seasonal]'`); the specification it is given and the
effects of the moving festival are ours. What it writes is taken as it stands, digit by digit.
"""

from yuebao.indicators.seasonal._adjust import LEAST_MONTHS, Adjusted, adjust
from yuebao.indicators.seasonal._effects import festival_effects
from yuebao.indicators.seasonal._program import check_program, forget
from yuebao.indicators.seasonal._specification import Effects, specify

__all__ = [
    "LEAST_MONTHS",
    "Adjusted",
    "Effects",
    "adjust",
    "check_program",
    "festival_effects",
    "forget",
    "specify",
]
