"""What a file is: recognised by its first rows, read into facts, or refused with the reason.

Each name is imported when it is first used: a report asks what is known of files long since read,
and does not wait for their readers.
"""

import typing as _typing
from importlib import import_module as _import_module

if _typing.TYPE_CHECKING:
    from yuebao.sources._dialects import query_row_cap, told_dialect
    from yuebao.sources._find import find_sources
    from yuebao.sources._reading import Reading
    from yuebao.sources._scratch import clear_scratch, scratch_folder
    from yuebao.sources._source import read_source, read_sources, split_sources
    from yuebao.sources.files.inspect import hash_file, read_chunks
    from yuebao.sources.query.name import QueryName, read_query_name

__all__ = [
    "QueryName",
    "Reading",
    "clear_scratch",
    "find_sources",
    "hash_file",
    "query_row_cap",
    "read_chunks",
    "read_query_name",
    "read_source",
    "read_sources",
    "scratch_folder",
    "split_sources",
    "told_dialect",
]

_HOME = {
    "QueryName": "query.name",
    "Reading": "_reading",
    "clear_scratch": "_scratch",
    "find_sources": "_find",
    "hash_file": "files.inspect",
    "query_row_cap": "_dialects",
    "read_chunks": "files.inspect",
    "read_query_name": "query.name",
    "read_source": "_source",
    "read_sources": "_source",
    "scratch_folder": "_scratch",
    "split_sources": "_source",
    "told_dialect": "_dialects",
}
"""The module each name comes from."""

if not _typing.TYPE_CHECKING:  # a type checker knows the names above, and that there are no others

    def __getattr__(name: str) -> object:
        """Import a name when it is first used."""
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(_import_module(f"yuebao.sources.{_HOME[name]}"), name)
