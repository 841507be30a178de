"""What is known, and since when: facts in a Delta table, files kept verbatim beside it."""

from yuebao.store._asked import ALL_CODES
from yuebao.store._convert import Rates, convert_view
from yuebao.store._correct import Correction, correct_view
from yuebao.store._coverage import Coverage, unasked
from yuebao.store._cut import Cut, find_cuts
from yuebao.store._engine import DuckDB, Engine
from yuebao.store._export import TableFormat, export_facts, rows_as_parquet
from yuebao.store._extract import codes_below
from yuebao.store._load import LoadResult
from yuebao.store._records import LoadRecord, Slice, SourceRecord
from yuebao.store._repair import Action, RepairStep
from yuebao.store._repeats import Repeats
from yuebao.store._revise import Changes, LoadMode
from yuebao.store._revisions import FactRevision, Revision, find_revisions
from yuebao.store._store import Store
from yuebao.store._verify import Verification, verify_store
from yuebao.store._view import View

__all__ = [
    "ALL_CODES",
    "Action",
    "Changes",
    "Correction",
    "Coverage",
    "Cut",
    "DuckDB",
    "Engine",
    "FactRevision",
    "LoadMode",
    "LoadRecord",
    "LoadResult",
    "Rates",
    "RepairStep",
    "Repeats",
    "Revision",
    "Slice",
    "SourceRecord",
    "Store",
    "TableFormat",
    "Verification",
    "View",
    "codes_below",
    "convert_view",
    "correct_view",
    "export_facts",
    "find_cuts",
    "find_revisions",
    "rows_as_parquet",
    "unasked",
    "verify_store",
]
