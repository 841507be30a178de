"""Findings: what is said of a claim, and the catalogue of the rules it is said by."""
