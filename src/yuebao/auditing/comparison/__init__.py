"""Comparison: what a document claims against the data of a store, and against other issues."""
