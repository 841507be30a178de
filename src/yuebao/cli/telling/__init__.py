"""Results in lines for people: one module a result."""
