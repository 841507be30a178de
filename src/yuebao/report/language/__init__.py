"""The words of a report, one module a language: typed phrases, never free-standing text."""
