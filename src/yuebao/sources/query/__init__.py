"""Query exports: from records to facts, in SQL."""
