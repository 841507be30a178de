"""Levels, growth, shares and ranks, computed exactly from stored facts."""
