"""The words a report is read by, one module a language."""
