"""Telling: findings as text, JSON, SARIF, a page or comments in a Word file."""
