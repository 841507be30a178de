"""The vocabulary every other package speaks: periods, flows, amounts, grains; and the errors."""

from yuebao.domain.amount import Amount, Currency, UnitMismatchError
from yuebao.domain.fact import (
    FACT_COLUMNS,
    KEY_COLUMNS,
    LATER_COLUMNS,
    QUANTITY_COLUMNS,
    READ_COLUMNS,
    SLICE_COLUMNS,
    Column,
)
from yuebao.domain.finding import Fault
from yuebao.domain.flow import Flow
from yuebao.domain.grain import Depth, Dimension, Grain, Scope
from yuebao.domain.naming import is_utf_8, why_no_name
from yuebao.domain.period import Month, Period, today
from yuebao.domain.process import bind_process
from yuebao.domain.progress import SILENT, Progress
from yuebao.domain.rounding import Rounding, round_exactly, to_decimal
from yuebao.domain.window import (
    HALF_YEAR,
    JANUARY_FEBRUARY,
    MONTH,
    MONTH_ON_MONTH,
    QUARTER,
    ROLLING_YEAR,
    WINDOWS,
    YEAR_TO_DATE,
    Span,
    Window,
    find_window,
    spans_of,
)
from yuebao.errors import (
    ConflictError,
    DataError,
    DefinitionError,
    DirectionError,
    PeriodError,
    PlaceError,
    SelfAuditError,
    SeveralError,
    SourceError,
    StoreError,
    UnavailableError,
    UserError,
    YuebaoError,
)

__all__ = [
    "FACT_COLUMNS",
    "HALF_YEAR",
    "JANUARY_FEBRUARY",
    "KEY_COLUMNS",
    "LATER_COLUMNS",
    "MONTH",
    "MONTH_ON_MONTH",
    "QUANTITY_COLUMNS",
    "QUARTER",
    "READ_COLUMNS",
    "ROLLING_YEAR",
    "SILENT",
    "SLICE_COLUMNS",
    "WINDOWS",
    "YEAR_TO_DATE",
    "Amount",
    "Column",
    "ConflictError",
    "Currency",
    "DataError",
    "DefinitionError",
    "Depth",
    "Dimension",
    "DirectionError",
    "Fault",
    "Flow",
    "Grain",
    "Month",
    "Period",
    "PeriodError",
    "PlaceError",
    "Progress",
    "Rounding",
    "Scope",
    "SelfAuditError",
    "SeveralError",
    "SourceError",
    "Span",
    "StoreError",
    "UnavailableError",
    "UnitMismatchError",
    "UserError",
    "Window",
    "YuebaoError",
    "bind_process",
    "find_window",
    "is_utf_8",
    "round_exactly",
    "spans_of",
    "to_decimal",
    "today",
    "why_no_name",
]
