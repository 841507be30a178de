"""Prose: one grammar of periods, quantities, directions and comparisons, and the facts it reads."""
