"""Reconciliation: all claims as one linear system, and which of them cannot hold together."""
