"""What is known, and since when: facts in a Delta table, files kept verbatim beside it."""

from yuebao.store._load import LoadResult
from yuebao.store._records import LoadRecord, Slice, SourceRecord
from yuebao.store._revise import Changes, LoadMode
from yuebao.store._store import Store
from yuebao.store._view import Coverage, View

__all__ = [
    "Changes",
    "Coverage",
    "LoadMode",
    "LoadRecord",
    "LoadResult",
    "Slice",
    "SourceRecord",
    "Store",
    "View",
]
