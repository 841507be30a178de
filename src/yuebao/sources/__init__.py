"""What a file is: recognised by its first rows, read into facts, or refused with the reason."""

from yuebao.sources._dialects import query_row_cap
from yuebao.sources._find import find_sources
from yuebao.sources._inspect import hash_file, read_chunks
from yuebao.sources._query_name import QueryName, read_query_name
from yuebao.sources._reading import Reading
from yuebao.sources._scratch import clear_scratch, scratch_folder
from yuebao.sources._source import read_source, read_sources, split_sources

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
]
