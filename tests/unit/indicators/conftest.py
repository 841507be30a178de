"""The store of tests/unit/store, in a folder of the test's own."""

from tests.unit.store.conftest import load, store

__all__ = ["load", "store"]
